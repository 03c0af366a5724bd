using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Functions;
using Maestro.Engine.Templates.Syntax;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates;

/// <summary>Renders the template that an environment file is: the subset of Jinja2 that <c>docs/templates.md</c> describes.</summary>
/// <param name="settings">What the template can use.</param>
internal sealed partial class TemplateRenderer(TemplateSettings settings)
{
    private readonly FilterSet _filters = new(settings.Extensions.Filters);

    /// <summary>Renders with environment variables only.</summary>
    public TemplateRenderer(IReadOnlyDictionary<string, string> environment)
        : this(new TemplateSettings { Environment = environment })
    {
    }

    /// <summary>Renders a text.</summary>
    /// <param name="file">The file's name, for places.</param>
    /// <returns>The text and its map; null when the template is wrong, and then every mistake is among the diagnostics.</returns>
    public RenderedTemplate? Render(string text, string file, DiagnosticBag diagnostics)
    {
        if (TemplateLexer.NextMark(text, 0) < 0)
        {
            return RenderedTemplate.Untouched(file, text);
        }

        var mistakes = new TemplateMistakes(diagnostics);
        var source = TemplateSource.Of(file, text);
        var template = TemplateParser.Parse(source, _filters, mistakes);
        return mistakes.Any ? null : Render(template, mistakes);
    }

    private RenderedTemplate? Render(ParsedTemplate template, TemplateMistakes mistakes)
    {
        var source = template.Source;
        var isLenient = settings.IsLenient || LenientComment().IsMatch(source.Text);
        var runtime = new TemplateRuntime(source, isLenient, settings.Cancellation)
        {
            Filters = _filters,
            Trace = settings.TracesVariables ? new VariableTrace() : null,
        };
        var globals = CreateGlobals(runtime.Trace);
        var output = new TemplateOutput(runtime, keepsMap: true);
        var evaluator = new TemplateEvaluator(runtime, mistakes, new TemplateLibrary(runtime, settings.Files, mistakes), globals);
        try
        {
            evaluator.Render(template, new Scope(globals), output);
        }
        catch (TemplateFailure failure)
        {
            mistakes.Report(failure);
        }

        return mistakes.Any ? null : RenderedTemplate.Of(source, output.ToString(), output.Segments);
    }

    private Scope CreateGlobals(VariableTrace? trace)
    {
        var globals = new Scope(null);
        foreach (var function in Globals.With(settings.Extensions.Functions))
        {
            globals.Set(function.Name, function);
        }

        foreach (var (name, text) in settings.Variables)
        {
            var value = new TextValue(text);
            globals.Set(name, value);
            trace?.Name(value, name);
        }

        var environment = new EnvironmentValue(settings.Environment);
        globals.Set("env", environment);
        if (trace is not null)
        {
            foreach (var (name, value) in environment.Entries)
            {
                trace.Name(value, $"env.{((TextValue)name).Text}");
            }
        }

        return globals;
    }

    [GeneratedRegex(@"\A\s*\{\#[-+]?\s*maestro:\s*lenient\s*[-+]?\#\}", RegexOptions.CultureInvariant)]
    private static partial Regex LenientComment();
}
