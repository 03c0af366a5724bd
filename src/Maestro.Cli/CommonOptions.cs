using System.CommandLine;

namespace Maestro.Cli;

/// <summary>The options that every command takes, before or after its name.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string[]> _file = new("--file", "-f")
    {
        Description = "The environment file; - for standard input. Given again, a file that is laid over those before it.",
        HelpName = "file",
        DefaultValueFactory = _ => ["maestro.yaml"],
        Recursive = true,
    };

    private readonly TemplateOptions _template = new();

    public void AddTo(Command root)
    {
        root.Add(_file);
        _template.AddTo(root);
    }

    public IReadOnlyList<string> Files(ParseResult given) => given.GetRequiredValue(_file);

    public IReadOnlyDictionary<string, string> Variables(ParseResult given, string? workingDirectory) => _template.Variables(given, workingDirectory);

    public bool Lenient(ParseResult given) => _template.Lenient(given);
}
