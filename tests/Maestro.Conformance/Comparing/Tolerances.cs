using System.Text.Json.Nodes;

namespace Maestro.Conformance.Comparing;

/// <summary>The differences from the golden data that README.md allows, one member each.</summary>
internal static class Tolerances
{
    /// <summary>The original tries 180 times when a tcp check says nothing; the documentation promises 300 seconds.</summary>
    private const double OriginalTcpAttempts = 180;
    private const double DocumentedTcpWait = 300;
    private const double OriginalTimeout = 5;
    private static readonly string[] True = ["true", "yes", "on"];
    private static readonly string[] False = ["false", "no", "off"];

    /// <summary>Booleans may keep the text of the file, or be written in small letters.</summary>
    public static bool SameValue(string? expected, string? actual) => expected == actual || expected switch
    {
        "True" => actual is not null && True.Contains(actual.ToLowerInvariant()),
        "False" => actual is not null && False.Contains(actual.ToLowerInvariant()),
        _ => false,
    };

    /// <summary>A variable without a value may be left out altogether.</summary>
    public static bool MayBeMissing(string? expected) => expected is null;

    /// <summary>Other default timeouts are as good as the original's.</summary>
    public static bool SameTimeout(double expected, TimeSpan actual) => expected == OriginalTimeout || TimeSpan.FromSeconds(expected) == actual;

    public static bool SameTcpWait(double expected, TimeSpan actual)
        => actual.TotalSeconds == expected || (expected == OriginalTcpAttempts && actual.TotalSeconds == DocumentedTcpWait);

    /// <summary>Targets of binds may be left out of the volumes.</summary>
    public static bool SameVolumes(IReadOnlySet<string> expected, IEnumerable<string> targetsOfBinds, IReadOnlySet<string> actual)
        => actual.IsSupersetOf(expected.Except(targetsOfBinds)) && actual.IsSubsetOf(expected);

    /// <summary>The mode of a bind may be left out when it is <c>rw</c>.</summary>
    public static string FullBind(string bind) => bind.Count(c => c == ':') > 1 ? bind : $"{bind}:rw";

    /// <summary>An empty address stands for all of them.</summary>
    public static string FullAddress(string? address) => string.IsNullOrEmpty(address) ? "0.0.0.0" : address;

    /// <summary>Labels of our own do not count.</summary>
    public static bool IsCompared(string label) => !label.StartsWith("maestro.", StringComparison.Ordinal);

    /// <summary>Pulls and logins are compared apart; whether anonymous volumes go with a container, and how a kill is called, is free.</summary>
    public static JsonObject? Comparable(JsonObject step)
    {
        var operation = (string)step["op"]!;
        if (operation is "pull" or "login")
        {
            return null;
        }

        var comparable = (JsonObject)step.DeepClone();
        comparable.Remove(operation switch
        {
            "kill" => "signal",
            "remove" => "volumes",
            _ => string.Empty,
        });
        return comparable;
    }

    /// <summary>Finer or coarser kinds of mistakes are fine, as long as these groups stay apart.</summary>
    public static string GroupOf(string kind) => kind switch
    {
        "usage" or "parameter" => "usage",
        "orchestration" or "file" or "yaml" or "template" => kind,
        _ => "environment",
    };
}
