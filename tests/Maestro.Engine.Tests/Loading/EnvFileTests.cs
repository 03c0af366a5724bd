using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Engine.Variables;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Loading;

public sealed class EnvFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("A=1\nB=2\n", "A=1 B=2")]
    [InlineData("\uFEFFA=1\r\n\r\n", "A=1")]
    [InlineData("# A=0\n  A=a=b  \n   \nB=\n", "A=a=b B=")]
    [InlineData("A=\"kept\"\nA=later\n", "A=later")]
    public void Has_a_variable_per_line(string text, string expected)
    {
        _folder.Write("a.env", text);
        Assert.Equal(expected, string.Join(' ', Load("", "envfile: a.env").Instance("app-1").Env.Select(v => $"{v.Key}={v.Value}")));
    }

    [Fact]
    public void Layers_win_in_order()
    {
        _folder.Write("base.env", "A=base\nB=base\nC=base\nD=base\nE=base\nSERVICE_NAME=base\n");
        _folder.Write("extra.env", "B=extra\nC=extra\nD=extra\nE=extra\n");
        _folder.Write("own.env", "D=own\nE=own\nCONTAINER_NAME=own\n");
        var environment = Load("envfile: [base.env, extra.env], env: {C: service, D: service, E: service}", "envfile: own.env, env: {E: instance}");

        var variables = new InstanceVariables(environment).Of(environment.Instance("app-1"), (_, _) => null);

        Assert.Equal("base extra service own instance app app-1", string.Join(' ', new[] { "A", "B", "C", "D", "E", "SERVICE_NAME", "CONTAINER_NAME" }.Select(v => variables[v])));
    }

    [Fact]
    public void A_list_of_sources_is_read_from_left_to_right()
    {
        _folder.Write("late.env", "B=late\n");
        Assert.Equal("2 late 3", string.Join(' ', Load("", "env: [{A: 1, B: map}, {A: 2}, ~, [late.env, {C: 3}]]").Instance("app-1").Env.Values));
    }

    [Fact]
    public void Says_which_line_is_wrong_once_and_does_not_quote_it()
    {
        _folder.Write("bad.env", "A=1\nexport secret\n=x\n");
        var mistakes = Assert.Throws<MaestroException>(() => Load("envfile: bad.env", "envfile: bad.env")).Diagnostics;

        Assert.Equal(["bad.env(2)", "bad.env(3)"], mistakes.Select(m => m.Location!.ToString()));
        Assert.All(mistakes, m => Assert.Equal(DiagnosticCodes.InvalidValue, m.Code));
        Assert.DoesNotContain("secret", string.Join('\n', mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_where_a_missing_file_was_looked_for()
    {
        var mistake = Assert.Single(Assert.Throws<MaestroException>(() => Load("", "envfile: sub/none.env")).Diagnostics);
        Assert.Equal(DiagnosticCodes.FileNotFound, mistake.Code);
        Assert.Contains(Path.Combine(_folder.Path, "sub/none.env"), mistake.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private MaestroEnvironment Load(string service, string instance)
        => new EnvironmentLoader(
            new Dictionary<string, string>(),
            _folder.Path,
            new StringReader($"name: n\nships: {{here: {{ip: 10.0.0.1}}}}\nservices: {{app: {{image: app, {service}{(service.Length > 0 ? "," : "")} instances: {{app-1: {{ship: here, {instance}}}}}}}}}\n")).Load("-");
}
