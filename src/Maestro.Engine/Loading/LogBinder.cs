using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads the logging driver and its options. Options may hold keys: no message quotes one.</summary>
internal static partial class LogBinder
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "json-file", "local", "none", "syslog", "journald", "gelf", "fluentd", "awslogs", "splunk", "gcplogs", "etwlogs", "logentries");

    /// <summary>Reads the name of a driver; empty leaves the engine's own.</summary>
    public static string? Driver(BoundNode driver)
    {
        if (driver.Text("the name of a logging driver such as json-file") is not { } name)
        {
            return null;
        }

        // A plugin goes by a name that only its engine knows; a bare word is more likely a slip.
        if (name.Length > 0 && !Known.Contains(name) && !Plugin().IsMatch(name))
        {
            driver.Error(
                DiagnosticCodes.InvalidValue,
                $"'{name}' is no logging driver{NearMiss.Hint(name, Known, $"; Docker has {string.Join(", ", Known.Order(StringComparer.Ordinal))}. A plugin is named with its tag, such as 'loki:latest'.")}");
        }

        return name;
    }

    public static IReadOnlyDictionary<string, string> Options(BoundNode options)
    {
        var bound = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in options.Entries("a mapping of options, such as {max-size: 10m}") ?? [])
        {
            if (option.Node is YamlScalar scalar)
            {
                bound[option.Name] = scalar.IsNull ? string.Empty : scalar.Text;
            }
            else
            {
                option.Error(DiagnosticCodes.WrongType, $"Expected text; found {option.Describe()}.");
            }
        }

        return bound;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_.-]*(?:(?:/[a-z0-9][a-z0-9_.-]*)+(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?|:[A-Za-z0-9_][A-Za-z0-9_.-]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plugin();
}
