using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Syntax;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>The files that a rendering brings in, each read and parsed once.</summary>
internal sealed class TemplateLibrary(TemplateRuntime runtime, TemplateFileReader read, TemplateMistakes mistakes)
{
    private readonly Dictionary<string, ParsedTemplate?> _parsed = new(StringComparer.Ordinal);

    /// <summary>A file by the name that the template gives it.</summary>
    /// <returns>The file; null when it is missing and may be.</returns>
    public ParsedTemplate? Load(string name, Place at, bool ignoresMissing)
    {
        if (!_parsed.TryGetValue(name, out var template))
        {
            var file = read(name);
            if (file.Trouble is { } trouble)
            {
                return ignoresMissing && trouble == DiagnosticCodes.TemplateFileNotFound ? null : throw new TemplateFailure(trouble, file.Text, at);
            }

            runtime.SpendText(file.Text.Length);
            _parsed[name] = template = Parse(file);
        }

        // Its mistakes have been reported.
        return template ?? throw new TemplateFailure(DiagnosticCodes.TemplateSyntax, string.Empty, at) { IsReported = true };
    }

    private ParsedTemplate? Parse(TemplateFile file)
    {
        var parseMistakes = new TemplateMistakes(mistakes);
        var template = TemplateParser.Parse(TemplateSource.Of(file.Name, file.Text), runtime.Filters, parseMistakes);
        return parseMistakes.Any ? null : template;
    }
}
