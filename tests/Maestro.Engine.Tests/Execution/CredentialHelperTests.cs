using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Credentials of helper programs, which here are scripts.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CredentialHelperTests : IDisposable
{
    private const string Image = "hub.example.com/app:1";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"credsStore": "fake"}""")]
    [InlineData("""{"credHelpers": {"hub.example.com": "fake"}, "credsStore": "nosuch"}""")]
    [InlineData("""{"credHelpers": {"https://hub.example.com": "fake"}}""")]
    [InlineData("""{"auths": {"hub.example.com": {}}, "credsStore": "fake"}""")]
    public async Task A_helper_is_asked_for_the_registry_on_its_standard_input(string config)
    {
        Helper("fake", "[ \"$1\" = get ] && printf '{\"ServerURL\":\"x\",\"Username\":\"%s\",\"Secret\":\"s3cret\"}' \"$(cat)\"");

        var credentials = await FindAsync(config);

        Assert.Equal(("hub.example.com:s3cret", null), (Read(credentials), credentials.Problem));
        Assert.Equal("what 'docker login hub.example.com' has stored here, for the user 'hub.example.com'", credentials.Source);
        Assert.Equal("no ***", credentials.Mask.Mask("no s3cret"));
    }

    [Fact]
    public async Task Docker_Hub_goes_by_its_old_address()
    {
        Helper("fake", "printf '{\"Username\":\"%s\",\"Secret\":\"s3cret\"}' \"$(cat)\"");

        Assert.Equal("https://index.docker.io/v1/:s3cret", Read(await FindAsync("""{"credHelpers": {"docker.io": "fake"}}""", "redis:7")));
    }

    [Fact]
    public async Task The_user_token_stands_for_an_identity_token()
    {
        Helper("fake", "printf '{\"Username\":\"<token>\",\"Secret\":\"tok\"}'");

        Assert.Equal("identity:tok", Read(await FindAsync("""{"credsStore": "fake"}""")));
    }

    [Fact]
    public async Task A_helper_that_knows_nothing_leaves_it_to_the_file_or_to_nobody()
    {
        Helper("fake", "echo 'credentials not found in native keychain'; exit 1");

        var nobody = await FindAsync("""{"credsStore": "fake"}""");
        var file = await FindAsync("""{"credsStore": "fake", "auths": {"hub.example.com": {"auth": "ZmlsZTpwYXNz"}}}""");

        Assert.Equal((null, null), (nobody.Header, nobody.Problem));
        Assert.Equal("file:pass", Read(file));
    }

    [Theory]
    [InlineData("echo 'pass is not initialised'; exit 1", "asked for hub.example.com, ended with exit code 1: pass is not initialised.")]
    [InlineData("exit 3", "asked for hub.example.com, ended with exit code 3.")]
    [InlineData("echo '{\"Secret\":\"s3cret\"}'; exit 1", "asked for hub.example.com, ended with exit code 1.")]
    [InlineData("echo s3cret", "asked for hub.example.com, answered with something that is no JSON.")]
    public async Task What_a_helper_says_when_it_fails_is_told_and_never_what_it_keeps(string script, string problem)
    {
        Helper("fake", script);

        var credentials = await FindAsync("""{"credsStore": "fake"}""");

        Assert.Null(credentials.Header);
        Assert.EndsWith($"The credential helper 'docker-credential-fake', {problem}", credentials.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_helper_that_fails_does_not_hide_what_the_file_has()
    {
        Helper("fake", "exit 1");

        var credentials = await FindAsync("""{"credsStore": "fake", "auths": {"hub.example.com": {"auth": "ZmlsZTpwYXNz"}}}""");

        Assert.Equal(("file:pass", null), (Read(credentials), credentials.Problem));
    }

    [Theory]
    [InlineData("nosuch", "The credential helper 'docker-credential-nosuch' is not on the PATH.")]
    [InlineData("../evil", "'../evil' is no name of a credential helper.")]
    public async Task A_helper_that_cannot_be_is_told(string name, string problem)
        => Assert.EndsWith(problem, (await FindAsync($$"""{"credsStore": "{{name}}"}""")).Problem, StringComparison.Ordinal);

    [Fact]
    public async Task A_helper_that_never_answers_is_ended()
    {
        Helper("fake", $"echo $$ > '{_folder.Path}/pid'; exec sleep 1000");
        var finding = FindAsync("""{"credsStore": "fake"}""");
        await FakeDocker.WaitUntilAsync(() => File.Exists(Path.Combine(_folder.Path, "pid")) && File.ReadAllText(Path.Combine(_folder.Path, "pid")).EndsWith('\n'), "the helper");

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.EndsWith("failed: It did not end within 30 s.", (await finding.WaitAsync(FakeDocker.Patience)).Problem, StringComparison.Ordinal);
        var process = File.ReadAllText(Path.Combine(_folder.Path, "pid")).Trim();
        await FakeDocker.WaitUntilAsync(() => !Directory.Exists($"/proc/{process}") || !OperatingSystem.IsLinux(), "its end");
    }

    [Fact]
    public async Task A_helper_is_asked_once_for_each_registry()
    {
        Helper("fake", $"echo x >> '{_folder.Path}/asked'; printf '{{\"Username\":\"u\",\"Secret\":\"p\"}}'");
        _folder.Write("config.json", """{"credsStore": "fake"}""");
        var access = Access();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => access.CredentialsForAsync(ImageReference.Parse($"hub.example.com/app-{n}"), CancellationToken.None)));
        await access.CredentialsForAsync(ImageReference.Parse("other.example.com/app"), CancellationToken.None);

        Assert.Equal(2, File.ReadAllLines(Path.Combine(_folder.Path, "asked")).Length);
    }

    [Fact]
    public async Task The_very_name_of_a_registry_goes_before_other_spellings()
        => Assert.Equal("file:pass", Read(await FindAsync("""{"auths": {"https://hub.example.com/v1/": {"auth": "b2xkOm9sZA=="}, "hub.example.com": {"auth": "ZmlsZTpwYXNz"}}}""")));

    private void Helper(string name, string script)
    {
        var path = _folder.Write($"docker-credential-{name}", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private Task<PullCredentials> FindAsync(string config, string image = Image)
    {
        _folder.Write("config.json", config);
        return Access().CredentialsForAsync(ImageReference.Parse(image), CancellationToken.None);
    }

    private RegistryAccess Access()
        => new([], new DockerConfig(new Dictionary<string, string> { ["DOCKER_CONFIG"] = _folder.Path, ["PATH"] = _folder.Path }, _time));

    private static string Read(PullCredentials credentials)
    {
        var json = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(credentials.Header!.Replace('-', '+').Replace('_', '/'))))!;
        return json["identitytoken"] is { } token ? $"identity:{token}" : $"{json["username"]}:{json["password"]}";
    }
}
