using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Loading;

public sealed class SecretBinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{file: pw}", "from a file")]
    [InlineData("{env: PW}", "from a variable")]
    public void Reads_a_secret_without_a_last_line_break(string secret, string value)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "pw"), "from a file\n");

        var loaded = Assert.Single(Load($"secrets: {{db: {secret}}}").Secrets);

        Assert.Equal(value, loaded.Value!.Reveal());
        Assert.DoesNotContain(value, loaded.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_a_command_for_later()
    {
        var secrets = Load("secrets: {a: {command: [pass, show, db], timeout: 5}, b: {command: 'pass show db | head -1'}}").Secrets;

        Assert.All(secrets, s => Assert.Null(s.Value));
        Assert.Equal(("pass", "show db", TimeSpan.FromSeconds(5)), (secrets[0].Command!.Program, string.Join(' ', secrets[0].Command!.Arguments), secrets[0].Command!.Timeout));
        Assert.Equal("pass show db | head -1", secrets[1].Command!.Arguments[^1]);
        Assert.Equal(_folder.Path, secrets[1].Command!.Folder);
    }

    [Theory]
    [InlineData("secrets: {§db: hunter2-secret}", 302, "does not belong into the file")]
    [InlineData("secrets: {§db: {}}", 303, "none is given")]
    [InlineData("secrets: {§db: {env: A, file: b}}", 303, "file and env are given")]
    [InlineData("secrets: {db: {file: §nosuch}}", 318, "no file 'nosuch'")]
    [InlineData("secrets: {db: {env: §NOSUCH}}", 318, "'NOSUCH' is not set")]
    [InlineData("secrets: {db: {§command: []}}", 303, "The command is empty")]
    public void Says_what_is_wrong_with_a_secret_and_never_quotes_it(string text, int code, string fragment)
    {
        var mistake = Loaded.MistakeAtMark($"name: a\nships: {{}}\n{text}\n");

        Assert.Equal(code, mistake.Code.Number);
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", mistake.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secrets: {PASSWORD: db}", "PASSWORD=db")]
    [InlineData("secrets: [db]", "DB=db")]
    [InlineData("secrets: [api-key]", "API_KEY=api-key")]
    [InlineData("secrets: api-key", "API_KEY=api-key")]
    public void Hands_secrets_over_in_variables(string use, string expected)
    {
        var uses = Load($"secrets: {{db: {{env: PW}}, api-key: {{env: PW}}}}\nservices: {{app: {{image: a, instances: {{app-1: {{ship: h, {use}}}}}}}}}").Instance("app-1").Secrets;

        Assert.Equal(expected, string.Join(',', uses.Select(u => $"{u.Key}={u.Value}")));
    }

    [Fact]
    public void Merges_those_of_a_service_by_variable()
    {
        var uses = Load("secrets: {a: {env: PW}, b: {env: PW}}\nservices: {app: {image: a, secrets: {X: a, Y: a}, instances: {app-1: {ship: h, secrets: {Y: b}}}}}").Instance("app-1").Secrets;

        Assert.Equal(("a", "b"), (uses["X"], uses["Y"]));
    }

    [Theory]
    [InlineData("secrets: [§nosuch]", 305, "no secret 'nosuch'; the file has no secrets.")]
    [InlineData("secrets: {§CONTAINER_NAME: x}", 303, "set by Maestro itself")]
    [InlineData("secrets: §{A: [x]}", 302, "")]
    public void Says_what_is_wrong_with_a_use(string use, int code, string fragment)
    {
        var mistakes = Loaded.Mistakes(Loaded.WithInstance(use.Replace("§", string.Empty, StringComparison.Ordinal)));

        Assert.Contains(mistakes, m => m.Code.Number == code && m.Message.Contains(fragment, StringComparison.Ordinal));
    }

    [Fact]
    public void Does_not_show_secrets_to_templates()
        => Assert.Contains("'secrets' is not defined", Loaded.Mistakes("name: {{ secrets.a }}\nships: {}\nsecrets: {a: {env: PW}}\n", ("PW", "x"))[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Hides_a_secret_that_another_mistake_would_quote()
    {
        var mistakes = Loaded.Mistakes("name: a\nships: {h: {ip: 'hunter2 secret'}}\nsecrets: {a: {env: PW}}\n", ("PW", "hunter2 secret"));

        Assert.Contains("found '***'", mistakes[0].Message, StringComparison.Ordinal);
    }

    private MaestroEnvironment Load(string text)
        => new EnvironmentLoader(new Dictionary<string, string> { ["PW"] = "from a variable" }, _folder.Path, new StringReader($"name: a\nships: {{h: {{ip: a}}}}\n{text}\n")).Load("-");
}
