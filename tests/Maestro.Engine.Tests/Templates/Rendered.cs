using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates;

namespace Maestro.Engine.Tests.Templates;

/// <summary>Renders snippets, with HOME=/home/me, EMPTY= and N=3 in <c>env</c>.</summary>
internal static class Rendered
{
    private static readonly Dictionary<string, string> Environment = new() { ["HOME"] = "/home/me", ["EMPTY"] = "", ["N"] = "3", ["TWO"] = "1\n2" };

    public static string Text(string template, params string[] files)
    {
        var (rendered, mistakes) = Of(template, files);
        Assert.Empty(mistakes);
        return rendered!.Text;
    }

    /// <summary>Renders leniently.</summary>
    public static string Lenient(string template)
    {
        var diagnostics = new DiagnosticBag();
        var rendered = new TemplateRenderer(Settings([]) with { IsLenient = true }).Render(template, "f", diagnostics);
        return rendered?.Text ?? diagnostics.Diagnostics[0].Code.Id;
    }

    /// <param name="files">Names and texts of files that can be included, in turn.</param>
    public static (RenderedTemplate? Rendered, IReadOnlyList<Diagnostic> Mistakes) Of(string template, params string[] files)
    {
        var diagnostics = new DiagnosticBag();
        var rendered = new TemplateRenderer(Settings(files)).Render(template, "f", diagnostics);
        return (rendered, diagnostics.Diagnostics);
    }

    /// <summary>Renders with filters and functions of a program.</summary>
    public static (RenderedTemplate? Rendered, IReadOnlyList<Diagnostic> Mistakes) With(TemplateExtensions extensions, string template, params string[] files)
    {
        var diagnostics = new DiagnosticBag();
        var rendered = new TemplateRenderer(Settings(files) with { Extensions = extensions }).Render(template, "f", diagnostics);
        return (rendered, diagnostics.Diagnostics);
    }

    public static Diagnostic Mistake(string template, params string[] files)
    {
        var (rendered, mistakes) = Of(template, files);
        Assert.Null(rendered);
        return Assert.Single(mistakes);
    }

    private static TemplateSettings Settings(string[] files)
    {
        var texts = files.Chunk(2).ToDictionary(f => f[0], f => f[1]);
        return new TemplateSettings
        {
            Environment = Environment,
            Variables = new Dictionary<string, string> { ["given"] = "7" },
            Files = name => texts.TryGetValue(name, out var text)
                ? new TemplateFile(name, text)
                : new TemplateFile(name, $"There is no file '{name}'.", DiagnosticCodes.TemplateFileNotFound),
        };
    }
}
