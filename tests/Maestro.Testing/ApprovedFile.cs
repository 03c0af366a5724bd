using System.Runtime.CompilerServices;

namespace Maestro.Testing;

/// <summary>Holds a text against the file that was approved for it.</summary>
public static class ApprovedFile
{
    private const string Accept = "MAESTRO_APPROVE";

    /// <summary>Compares with a file beside the calling test; null when they agree, else what to say.</summary>
    /// <remarks>With the variable <c>MAESTRO_APPROVE=1</c> it writes the file instead.</remarks>
    public static string? Compare(string actual, string file, [CallerFilePath] string testFile = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(testFile)!, file);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(approved, actual);
        }

        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : string.Empty;
        if (expected == actual)
        {
            return null;
        }

        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var differences = before.Except(after).Select(l => $"- {l}").Concat(after.Except(before).Select(l => $"+ {l}"));
        return $"""
            This is not {file} (- approved, + now):
            {string.Join('\n', differences)}
            If that is meant: run the test with {Accept}=1, and look at the difference.
            """;
    }
}
