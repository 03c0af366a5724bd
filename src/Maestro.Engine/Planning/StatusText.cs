using System.Globalization;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Planning;

/// <summary>The state of a container in the words of the status play.</summary>
internal static partial class StatusText
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["second"] = "s",
        ["minute"] = "m",
        ["hour"] = "h",
        ["day"] = "d",
        ["week"] = "w",
        ["month"] = "mo",
        ["year"] = "y",
    };

    /// <summary>Such as <c>running for 5m</c>, <c>down for 2h (exit code 3)</c>, <c>down</c>.</summary>
    /// <param name="isDone">Whether it is that of a job which has done its work: <c>done 2h ago</c>.</param>
    public static string Describe(ObservedContainer? container, bool isDone = false) => isDone ? "done" + Ago(container!.Sentence) : container?.State switch
    {
        null or ContainerState.Created => "down",
        ContainerState.Running => "running" + Duration(container.Sentence) + Health(container.Sentence),
        ContainerState.Paused => "paused" + Duration(container.Sentence),
        ContainerState.Restarting => "restarting" + ExitCode(container.Sentence),
        ContainerState.Exited => "down" + Duration(container.Sentence) + ExitCode(container.Sentence),
        _ => container.StateWord,
    };

    /// <summary>The exit code in the engine's sentence, or null.</summary>
    public static int? ExitCodeOf(string sentence)
    {
        var match = Code().Match(sentence);
        return match.Success && int.TryParse(match.Groups["code"].ValueSpan, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    private static string Ago(string sentence) => Duration(sentence) is { Length: > 0 } duration ? $"{duration.Replace(" for", string.Empty, StringComparison.Ordinal)} ago" : string.Empty;

    private static string Duration(string sentence)
    {
        if (sentence.Contains("Less than a second", StringComparison.Ordinal))
        {
            return " for 0s";
        }

        var match = Elapsed().Match(sentence);
        return match.Success
            ? $" for {(match.Groups["number"].Success ? match.Groups["number"].Value : "1")}{Units[match.Groups["unit"].Value]}"
            : string.Empty;
    }

    private static string ExitCode(string sentence) => ExitCodeOf(sentence) is { } code and not 0 ? $" (exit code {code})" : string.Empty;

    private static string Health(string sentence)
    {
        var match = HealthWord().Match(sentence);
        return match.Success ? $" ({match.Groups["health"].Value})" : string.Empty;
    }

    // The engine says "5 minutes", "About a minute" or "About an hour".
    [GeneratedRegex(@"(?:(?<number>\d+)|About an?) (?<unit>second|minute|hour|day|week|month|year)s?", RegexOptions.CultureInvariant)]
    private static partial Regex Elapsed();

    [GeneratedRegex(@"\((?<code>\d+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\((?:health: )?(?<health>healthy|unhealthy|starting)\)", RegexOptions.CultureInvariant)]
    private static partial Regex HealthWord();
}
