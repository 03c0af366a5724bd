using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates;
using Maestro.Testing;

namespace Maestro.Engine.Tests;

public sealed class ConductorSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Templates_use_the_filters_and_functions_of_the_program()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good + "# {{ stage() | shout('!') }}\n");
        _folder.Write("test.yaml", "name: {{ stage() | shout('-1') }}\n");
        var settings = Settings(("shout", a => $"{a[0]}{a[1]}".ToUpperInvariant()), ("stage", _ => "test"));

        Assert.Equal("demo", new Conductor(settings).Load("maestro.yaml").Name);
        Assert.Equal("TEST-1", new Conductor(settings).Load(["maestro.yaml", "test.yaml"]).Name);
    }

    [Fact]
    public void What_a_filter_throws_is_a_mistake_of_the_file_with_its_place()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good.TrimEnd('\n').ReplaceLineEndings("\n") + "\n# {{ 1 | broken }}\n");
        var settings = Settings(("broken", _ => throw new InvalidOperationException("no luck")), ("stage", _ => null));

        var mistake = Assert.Single(Assert.Throws<MaestroException>(() => new Conductor(settings).Load("maestro.yaml")).Diagnostics);

        Assert.Equal("The filter 'broken' failed: no luck", mistake.Message);
        Assert.Equal(("maestro.yaml", 10), (mistake.Location?.File, mistake.Location?.Column));
    }

    [Theory]
    [InlineData("upper", "stage", "'upper' cannot be the name of a filter for templates, since templates have it already")]
    [InlineData("range", "range", "'range' cannot be the name of a function for templates, since templates have it already")]
    [InlineData("shout", "env", "'env' cannot be the name of a function")]
    [InlineData("a-b", "stage", "'a-b' cannot be the name of a filter for templates; use letters, digits and '_'")]
    [InlineData("", "stage", "'' cannot be the name of a filter")]
    [InlineData("shout", "1st", "'1st' cannot be the name of a function")]
    [InlineData("shout", "not", "'not' cannot be the name of a function")]
    public void Refuses_names_that_templates_have_or_cannot_say(string filter, string function, string message)
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);

        var refusal = Assert.Throws<MaestroException>(() => new Conductor(Settings((filter, _ => null), (function, _ => null))).Load("maestro.yaml"));

        Assert.Equal(DiagnosticCodes.InvalidOption, Assert.Single(refusal.Diagnostics).Code);
        Assert.StartsWith(message, refusal.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    private ConductorSettings Settings((string Name, TemplateFunction Does) filter, (string Name, TemplateFunction Does) function) => new()
    {
        WorkingDirectory = _folder.Path,
        TemplateFilters = new Dictionary<string, TemplateFunction> { [filter.Name] = filter.Does },
        TemplateFunctions = new Dictionary<string, TemplateFunction> { [function.Name] = function.Does },
    };
}
