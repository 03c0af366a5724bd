using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads environment variables. Their values may be secrets: no message quotes one.</summary>
internal static class VariableBinder
{
    /// <summary>Reads a mapping of variables.</summary>
    /// <param name="overridden">Names that Maestro sets itself, whatever stands here.</param>
    public static IReadOnlyDictionary<string, string?> Bind(BoundNode env, IReadOnlySet<string> overridden)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (env.Node is not YamlMapping)
        {
            ReportNoMapping(env);
            return variables;
        }

        foreach (var variable in env.Entries(string.Empty)!)
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

        return variables;
    }

    private static void ReportNoMapping(BoundNode env)
    {
        if (env.Node is YamlSequence)
        {
            env.Error(DiagnosticCodes.FieldNotSupported, "A list of sources of variables is not supported by this version; expected a mapping of names to values, such as {LEVEL: debug}.");
        }
        else
        {
            env.Error(DiagnosticCodes.WrongType, "Expected a mapping of names to values, such as {LEVEL: debug}; found a single value.");
        }
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
