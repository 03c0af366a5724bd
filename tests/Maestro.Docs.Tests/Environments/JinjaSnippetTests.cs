using Maestro.Docs.Tests.Pages;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates;

namespace Maestro.Docs.Tests.Environments;

/// <summary>Templates are rendered by the engine.</summary>
public sealed class JinjaSnippetTests
{
    public static TheoryData<string> Names => Page.SnippetsIn("jinja");

    [Theory]
    [MemberData(nameof(Names))]
    public void Renders_to_what_is_shown_below_it(string name)
    {
        var snippet = Page.SnippetAt(name);
        var diagnostics = new DiagnosticBag();
        var extensions = new TemplateExtensions(
            new Dictionary<string, TemplateFunction> { ["hostname"] = arguments => $"{arguments[0]}.{arguments[1]}" },
            new Dictionary<string, TemplateFunction> { ["branch"] = _ => "main" });
        var settings = new TemplateSettings { Environment = new Dictionary<string, string>(), Files = n => throw new FileNotFoundException(n), Extensions = extensions };

        var rendered = new TemplateRenderer(settings).Render(snippet.Text, snippet.Page, diagnostics);

        Assert.True(rendered is not null, $"{name}: {string.Join('\n', diagnostics.Diagnostics)}");
        if (Page.AllSnippets.SkipWhile(s => s != snippet).ElementAtOrDefault(1) is { Language: "yaml" } shown && shown.Page == snippet.Page)
        {
            Assert.Equal(shown.Text.TrimEnd('\n'), rendered.Text.TrimEnd('\n'));
        }
    }
}
