using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates;

namespace Maestro.Engine.Loading;

/// <summary>Variables for templates, as users write them.</summary>
public static class TemplateVariables
{
    private const string Environment = "env";

    /// <summary>Reads variables written as <c>NAME=VALUE</c>; of a name that comes twice the last value counts.</summary>
    /// <exception cref="MaestroException">One of them is not written so.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> assignments)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assignment in assignments)
        {
            var (name, value) = Split(assignment);
            variables[name] = value;
        }

        Check(variables.Keys);
        return variables;
    }

    /// <summary>Reads variables written as <c>NAME=FILE</c>, whose values are the texts of files without a last line break.</summary>
    /// <param name="assignments">The names and files.</param>
    /// <param name="workingDirectory">Where relative paths start.</param>
    /// <exception cref="MaestroException">One of them is not written so, or a file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> ParseFiles(IEnumerable<string> assignments, string workingDirectory)
        => Parse(assignments).ToDictionary(v => v.Key, v => ReadText(v.Key, v.Value, workingDirectory), StringComparer.Ordinal);

    /// <summary>Refuses names that no template could say.</summary>
    internal static void Check(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (name == Environment || !TemplateNames.IsName(name))
            {
                throw Refusal(name == Environment
                    ? "'env' holds the environment variables and cannot be set; choose another name."
                    : $"'{name}' cannot be the name of a template variable; use letters, digits and '_'.");
            }
        }
    }

    private static (string Name, string Value) Split(string assignment)
    {
        var sign = assignment.IndexOf('=', StringComparison.Ordinal);
        return sign > 0
            ? (assignment[..sign].Trim(), assignment[(sign + 1)..])
            : throw Refusal("A template variable is written NAME=VALUE; one was given without a name or without '='.");
    }

    private static string ReadText(string name, string file, string workingDirectory)
    {
        try
        {
            var text = File.ReadAllText(Path.GetFullPath(file, workingDirectory));
            return text.EndsWith('\n') ? text[..^(text.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1)] : text;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Refusal($"The file of the template variable '{name}' cannot be read: {broken.Message}");
        }
    }

    private static MaestroException Refusal(string message) => new(Diagnostic.Error(DiagnosticCodes.InvalidOption, message));
}
