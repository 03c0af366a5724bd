using System.Text.RegularExpressions;

namespace Maestro.Docs.Tests.Commands;

/// <summary>The tasks of scripts of Cake.</summary>
internal static partial class BuildTasks
{
    public static IReadOnlySet<string> In(string script) => TaskPattern().Matches(script).Select(m => m.Groups["name"].Value).ToHashSet();

    [GeneratedRegex(@"^ *Task\(""(?<name>[^""]+)""\)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TaskPattern();
}
