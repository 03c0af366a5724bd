using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads environment variables. Their values may be secrets: no message quotes one.</summary>
internal static class VariableBinder
{
    private const string MappingExpected = "a mapping of names to values, such as {LEVEL: debug}";

    /// <summary>Reads the variables of a service or an instance: its files first, then its mapping, or its list of mappings and files.</summary>
    /// <param name="section">The service or the instance.</param>
    /// <param name="overridden">Names that Maestro sets itself, whatever stands here.</param>
    public static IReadOnlyDictionary<string, string?> Bind(Section section, IReadOnlySet<string> overridden)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (section["envfile"] is { } files)
        {
            foreach (var (name, place) in NameBinder.Each(files, "the path of a file with a NAME=value per line, or a list of them"))
            {
                AddFile(name, place, variables);
            }
        }

        if (section["env"] is { } env)
        {
            AddSource(env, variables, overridden);
        }

        return variables;
    }

    private static void AddSource(BoundNode source, Dictionary<string, string?> variables, IReadOnlySet<string> overridden)
    {
        if (source.Node is YamlSequence)
        {
            foreach (var item in source.Items(string.Empty)!)
            {
                if (item.Node is YamlScalar { IsNull: false } file)
                {
                    AddFile(file.Text, item, variables);
                }
                else if (!item.IsNull)
                {
                    AddSource(item, variables, overridden);
                }
            }

            return;
        }

        // What stands there may be a secret.
        if (source.Node is not YamlMapping)
        {
            source.Error(DiagnosticCodes.WrongType, $"Expected {MappingExpected}; found a single value.");
            return;
        }

        foreach (var variable in source.Entries(MappingExpected)!)
        {
            AddVariable(variable, variables, overridden);
        }
    }

    private static void AddFile(string name, BoundNode place, Dictionary<string, string?> variables)
    {
        foreach (var (variable, value) in place.Context.EnvFile(name, place).Variables)
        {
            variables[variable] = value;
        }
    }

    private static void AddVariable(BoundNode variable, Dictionary<string, string?> variables, IReadOnlySet<string> overridden)
    {
        if (variable.Name.Length == 0 || variable.Name.Contains('=', StringComparison.Ordinal))
        {
            variable.ErrorAtKey(DiagnosticCodes.InvalidValue, "The name of a variable cannot be empty or contain '='.");
        }

        if (overridden.Contains(variable.Name))
        {
            variable.Warn(DiagnosticCodes.VariableOverridden, $"'{variable.Name}' is set by Maestro itself; the value given here has no effect.");
        }

        variables[variable.Name] = Value(variable);
    }

    private static string? Value(BoundNode variable)
    {
        switch (variable.Node)
        {
            case YamlScalar { IsNull: true }:
                return null;
            case YamlScalar scalar:
                return scalar.Text;
            default:
                var words = new List<string>();
                Flatten(variable, words);
                return string.Join(' ', words);
        }
    }

    private static void Flatten(BoundNode value, List<string> words)
    {
        switch (value.Node)
        {
            case YamlScalar { IsNull: true }:
                break;
            case YamlScalar scalar:
                words.Add(scalar.Text);
                break;
            case YamlSequence:
                foreach (var item in value.Items(string.Empty)!)
                {
                    Flatten(item, words);
                }

                break;
            default:
                value.Error(DiagnosticCodes.WrongType, "Expected text, a number, true or false, null to remove the image's variable, or a list of these; found a mapping.");
                break;
        }
    }
}
