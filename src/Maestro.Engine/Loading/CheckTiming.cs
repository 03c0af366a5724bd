using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads how long and how often a check is tried.</summary>
internal static class CheckTiming
{
    // Timers go no further than seven weeks.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(45);

    /// <summary>The check with its deadline, pause and time of staying so.</summary>
    /// <returns>Null and a diagnostic when they are wrong.</returns>
    public static T? Apply<T>(Section section, T check)
        where T : CheckSpec
    {
        var maxWait = Seconds(section, "max_wait", check.MaxWait, least: double.Epsilon);
        var interval = section["interval"] is null ? check.Interval : Seconds(section, "interval", TimeSpan.Zero, least: double.Epsilon);
        var stableFor = Seconds(section, "stable_for", TimeSpan.Zero, least: 0);
        if (maxWait is not { } wait || stableFor is not { } stable || (interval is null && section["interval"] is not null))
        {
            return null;
        }

        if (stable >= wait)
        {
            section["stable_for"]!.Error(DiagnosticCodes.InvalidCheck, string.Create(
                CultureInfo.InvariantCulture, $"The check cannot pass for {stable.TotalSeconds:0.###} s within 'max_wait', which is {wait.TotalSeconds:0.###} s."));
            return null;
        }

        return check with { MaxWait = wait, Interval = interval, StableFor = stable, Location = section.Node.Location };
    }

    /// <summary>That time, or as much of it as a timer can count.</summary>
    public static TimeSpan AtMost(TimeSpan time) => time < Longest ? time : Longest;

    /// <summary>A number of seconds, or the default where nothing is said.</summary>
    /// <returns>Null and a diagnostic when it is none.</returns>
    public static TimeSpan? Seconds(Section section, string field, TimeSpan otherwise, double least)
    {
        if (section[field] is not { } node)
        {
            return otherwise;
        }

        if (node.Node is YamlScalar scalar
            && double.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= least && seconds <= Longest.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        var expected = least > 0 ? "a number of seconds above 0" : "a number of seconds, 0 or more";
        node.Error(DiagnosticCodes.InvalidValue, $"Expected {expected}, and no more than {Longest.TotalDays:0} days; found {node.Describe()}.");
        return null;
    }
}
