using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Loading;

public sealed class OriginTrailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Knows_nothing_unless_it_was_asked_for() => Assert.Empty(Loaded.Environment("name: a\nships: {}\n").Origins);

    [Theory]
    [InlineData("name: §a", "name", "")]
    [InlineData("name: §'{{ stage }}'", "name", "stage")]
    [InlineData("name: a-§{{ stage }}", "name", "stage", 7)]
    [InlineData("name: §{{ env.get('TAG') }}-{{ stage }}", "name", "env.TAG stage")]
    [InlineData("name: §{{ env['TAG'] | upper }}", "name", "env.TAG")]
    [InlineData("{% set tag = env.TAG ~ '!' %}name: §'{{ tag }}'", "name", "env.TAG")]
    [InlineData("{% set tag %}v{{ env.TAG }}{% endset %}name: §{{ tag }}", "name", "env.TAG")]
    [InlineData("{% with tag = [env.TAG] %}name: §{{ tag[0] }}{% endwith %}", "name", "env.TAG")]
    [InlineData("{% macro m(t) %}x{{ t }}{% endmacro %}name: §{{ m(env.TAG) }}", "name", "env.TAG")]
    [InlineData("{% if env.TAG %}name: §a{% endif %}", "name", "")]
    [InlineData("name: a\n_mine: {one: §{{ stage }}, two: b}", "_mine/one", "stage")]
    [InlineData("name: a\n_mine: {one: {{ stage }}, two: §b}", "_mine/two", "")]
    [InlineData("name: a\n_mine: [x, §{{ stage }}]", "_mine/1", "stage")]
    [InlineData("name: a\n{% for n in names.split(',') %}_{{ n }}: §{{ n }}\n{% endfor %}", "_q", "names")]
    [InlineData("name: a\n{% for n in names.split(',') %}_§{{ n }}: {a: 1}\n{% endfor %}", "_q", "names", 32)]
    public void Tells_the_place_of_a_value_and_the_variables_it_was_made_of(string text, string path, string variables, int? column = null)
    {
        var origin = Origin(text.Replace("§", string.Empty, StringComparison.Ordinal), path);

        var before = text[..text.IndexOf('§', StringComparison.Ordinal)];
        Assert.Equal(before.Count(c => c == '\n') + 1, origin.Location.Line);
        Assert.Equal(column ?? before.Length - before.LastIndexOf('\n'), origin.Location.Column);
        Assert.Equal(variables, string.Join(' ', origin.Variables));
    }

    [Fact]
    public void Points_into_files_that_the_template_brings_in()
    {
        _folder.Write("part.yaml", "# one\n_part: {{ stage }}\n");

        var origin = Origin("name: a\n{% include 'part.yaml' %}\n", "_part");

        Assert.EndsWith("part.yaml(2,8)", origin.Location.ToString(), StringComparison.Ordinal);
        Assert.Equal(["stage"], origin.Variables);
    }

    [Fact]
    public void What_an_alias_brings_in_stands_at_its_anchor()
        => Assert.Equal(2, Origin("name: a\n_base: &base {x: 1}\n_copy: {<<: *base}\n", "_copy/x").Location.Line);

    private ValueOrigin Origin(string text, string path)
    {
        _folder.Write("maestro.yaml", text + "\nships: {}\n");
        var environment = new Conductor(new ConductorSettings
        {
            TracesOrigins = true,
            WorkingDirectory = _folder.Path,
            EnvironmentVariables = new Dictionary<string, string> { ["TAG"] = "7" },
            Variables = new Dictionary<string, string> { ["stage"] = "test", ["names"] = "p,q" },
        }).Load("maestro.yaml");
        return environment.Origins.Single(o => o.Path == path);
    }
}
