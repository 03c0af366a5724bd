using System.CommandLine;
using Maestro.Engine.Loading;

namespace Maestro.Cli;

/// <summary>The options for templates in environment files; every play takes them.</summary>
internal sealed class TemplateOptions
{
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "A variable for the template of the environment file; may be given again.",
        HelpName = "name=value",
        Recursive = true,
    };

    private readonly Option<string[]> _setFile = new("--set-file")
    {
        Description = "The same, with the text of a file.",
        HelpName = "name=file",
        Recursive = true,
    };

    private readonly Option<bool> _lenient = new("--lenient")
    {
        Description = "Let undefined names in templates print nothing instead of being errors.",
        Recursive = true,
    };

    public void AddTo(Command root)
    {
        root.Add(_set);
        root.Add(_setFile);
        root.Add(_lenient);
    }

    public bool Lenient(ParseResult given) => given.GetValue(_lenient);

    public IReadOnlyDictionary<string, string> Variables(ParseResult given, string? workingDirectory)
    {
        var variables = new Dictionary<string, string>(TemplateVariables.Parse(given.GetValue(_set) ?? []), StringComparer.Ordinal);
        foreach (var (name, text) in TemplateVariables.ParseFiles(given.GetValue(_setFile) ?? [], workingDirectory ?? Directory.GetCurrentDirectory()))
        {
            variables[name] = text;
        }

        return variables;
    }
}
