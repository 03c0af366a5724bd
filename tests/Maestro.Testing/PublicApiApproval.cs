using System.Reflection;
using System.Runtime.CompilerServices;

namespace Maestro.Testing;

/// <summary>Holds the public surface of an assembly against the text that was approved for it.</summary>
public static class PublicApiApproval
{
    private const string Accept = "MAESTRO_APPROVE";

    /// <summary>Compares with <c>PublicApi.approved.txt</c> beside the calling test; null when they agree, else what to say.</summary>
    /// <remarks>With the variable <c>MAESTRO_APPROVE=1</c> it writes the approved file instead.</remarks>
    public static string? Compare(Assembly assembly, [CallerFilePath] string testFile = "")
        => Compare(PublicApiText.Of(assembly), Path.GetDirectoryName(testFile)!, Environment.GetEnvironmentVariable(Accept) == "1");

    /// <summary>Compares a text with <c>PublicApi.approved.txt</c> of a folder.</summary>
    public static string? Compare(string actual, string folder, bool accept)
    {
        var approved = Path.Combine(folder, "PublicApi.approved.txt");
        var received = Path.Combine(folder, "PublicApi.received.txt");
        if (accept)
        {
            File.WriteAllText(approved, actual);
        }

        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : string.Empty;
        if (expected == actual)
        {
            File.Delete(received);
            return null;
        }

        File.WriteAllText(received, actual);
        return $"""
            The public API is not the approved one (- approved, + now):
            {Difference(expected, actual)}
            If that is meant: run the test with {Accept}=1, or copy {received} over {approved}.
            """;
    }

    private static string Difference(string expected, string actual)
    {
        var before = Lines(expected);
        var after = Lines(actual);
        return string.Join('\n', before.Except(after).Select(l => $"- {l}").Concat(after.Except(before).Select(l => $"+ {l}")));
    }

    /// <summary>Each member with its type in front, so that a moved member shows.</summary>
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var type = string.Empty;
        foreach (var line in text.Split('\n').Where(l => l.Length > 0))
        {
            type = line.StartsWith("    ", StringComparison.Ordinal) ? type : line.Trim();
            lines.Add(line.StartsWith("    ", StringComparison.Ordinal) ? $"{type} / {line.Trim()}" : type);
        }

        return lines;
    }
}
