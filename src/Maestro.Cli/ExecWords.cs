namespace Maestro.Cli;

/// <summary>Marks where the command of <c>exec</c> begins, so that its options are taken for its own: <c>exec web-1 ls -l</c> is <c>exec web-1 -- ls -l</c>.</summary>
internal static class ExecWords
{
    private const string End = "--";

    private static readonly HashSet<string> WithValue = new(
        ["-f", "--file", "--set", "--set-file", "-u", "--user", "-w", "--workdir", "-e", "--env", "--run"], StringComparer.Ordinal);

    public static IReadOnlyList<string> Mark(IReadOnlyList<string> words)
    {
        var place = 0;
        for (var i = 0; i < words.Count && words[i] != End; i++)
        {
            if (words[i].StartsWith('-') && words[i].Length > 1)
            {
                i += WithValue.Contains(words[i]) ? 1 : 0;
                continue;
            }

            // The first word is the name of the command, the second one the instance.
            if (place == 0 && words[i] != "exec")
            {
                return words;
            }

            if (place++ == 2)
            {
                return [.. words.Take(i), End, .. words.Skip(i)];
            }
        }

        return words;
    }
}
