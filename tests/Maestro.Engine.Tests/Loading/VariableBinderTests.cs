using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Loading;

public class VariableBinderTests
{
    [Theory]
    [InlineData("This is a test", "This is a test")]
    [InlineData("[This, [is, a], test]", "This is a test")]
    [InlineData("[[[[a]], b], [[c], [d, [e]]]]", "a b c d e")]
    [InlineData("[\"1\", 0, true]", "1 0 true")]
    [InlineData("[a, '', b]", "a  b")]
    [InlineData("[]", "")]
    [InlineData("1.50", "1.50")]
    [InlineData("0755", "0755")]
    [InlineData("yes", "yes")]
    [InlineData("1:30", "1:30")]
    [InlineData("2020-02-03", "2020-02-03")]
    [InlineData("'~'", "~")]
    [InlineData("!!str null", "null")]
    [InlineData("~", null)]
    [InlineData("", null)]
    public void Keeps_the_text_and_flattens_lists(string text, string? expected)
        => Assert.Equal(expected, Loaded.Instance($"env: {{KEY: {text}}}").Env["KEY"]);

    [Theory]
    [InlineData("CONTAINER_NAME", 2)]
    [InlineData("DOCKER_TAG", 2)]
    [InlineData("SERVICE_NAME", 1)]
    public void Warns_of_variables_that_Maestro_sets_itself(string name, int warnings)
    {
        var environment = Loaded.Environment($"name: a\nships: {{h: {{ip: x}}}}\nservices: {{app: {{image: a, env: {{{name}: v}}, instances: {{a1: {{ship: h, env: {{{name}: v}}}}}}}}}}\n");
        Assert.Equal(Enumerable.Repeat(DiagnosticCodes.VariableOverridden, warnings), environment.Warnings.Select(w => w.Code));
    }
}
