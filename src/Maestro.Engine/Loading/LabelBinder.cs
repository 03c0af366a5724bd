using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads labels: a mapping, or a list of names whose values are empty.</summary>
internal static class LabelBinder
{
    private const string Expected = "a mapping of labels, such as {team: core}, or a list of names";
    private const string Reserved = "maestro.";

    public static IReadOnlyDictionary<string, string> Bind(BoundNode labels)
    {
        var bound = new Dictionary<string, string>(StringComparer.Ordinal);
        if (labels.Node is YamlSequence)
        {
            foreach (var (name, place) in NameBinder.Each(labels, Expected))
            {
                Check(name, place, atKey: false);
                bound[name] = string.Empty;
            }

            return bound;
        }

        foreach (var label in labels.Entries(Expected) ?? [])
        {
            Check(label.Name, label, atKey: true);
            if (label.Node is YamlScalar scalar)
            {
                bound[label.Name] = scalar.IsNull ? string.Empty : scalar.Text;
            }
            else
            {
                label.Error(DiagnosticCodes.WrongType, $"Expected text; found {label.Describe()}.");
            }
        }

        return bound;
    }

    private static void Check(string name, BoundNode place, bool atKey)
    {
        var (code, message) = name.Length == 0 ? (DiagnosticCodes.InvalidValue, "A label needs a name that is not empty.")
            : name.StartsWith(Reserved, StringComparison.Ordinal) ? (DiagnosticCodes.ReservedLabel, $"Labels that begin with '{Reserved}' are Maestro's own; give '{name}' another name.")
            : (null, string.Empty);
        if (code is null)
        {
            return;
        }

        if (atKey)
        {
            place.ErrorAtKey(code, message);
        }
        else
        {
            place.Error(code, message);
        }
    }
}
