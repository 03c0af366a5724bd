using System.Text;
using System.Text.Json.Nodes;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Execution;

public class RegistryPullTests
{
    private const string Corp = "registries: {corp: {registry: 'https://hub.example.com/v1/', username: ci, password: hunter2}}\n";

    [Theory]
    [InlineData("hub.example.com/app:1", "ci:hunter2")]
    [InlineData("corp/app:1", "ci:hunter2")]
    [InlineData("other.example.com/app:1", "")]
    [InlineData("hub.example.com:5000/app:1", "")]
    [InlineData("app:1", "")]
    [InlineData("library/app:1", "")]
    public async Task A_pull_takes_the_credentials_of_its_registry_along(string image, string expected)
    {
        await using var bench = await OpenAsync();

        Assert.True((await bench.PlayAsync(Corp + With(image), PlayKind.Pull)).Succeeded);

        Assert.Equal(expected, Credentials(bench));
    }

    [Fact]
    public async Task A_port_that_only_the_address_names_does_not_keep_an_image_out()
    {
        await using var bench = await OpenAsync();

        await bench.PlayAsync(Corp.Replace(".com/v1/", ".com:5000", StringComparison.Ordinal) + With("hub.example.com/app:1"), PlayKind.Pull);

        Assert.Equal("ci:hunter2", Credentials(bench));
    }

    [Theory]
    [InlineData("hub.example.com/app:1", """{"auths": {"hub.example.com": {"auth": "ZmlsZTpwYXNz"}}}""", "file:pass")]
    [InlineData("hub.example.com/app:1", """{"auths": {"https://hub.example.com/v1/": {"auth": "ZmlsZTpwYXNz"}}}""", "file:pass")]
    [InlineData("hub.example.com/app:1", """{"auths": {"hub.example.com": {"username": "file", "password": "pass"}}}""", "file:pass")]
    [InlineData("hub.example.com/app:1", """{"auths": {"hub.example.com": {"auth": "", "identitytoken": "tok"}}}""", "identity:tok")]
    [InlineData("hub.example.com/app:1", """{"auths": {"other.example.com": {"auth": "ZmlsZTpwYXNz"}}}""", "")]
    [InlineData("team/app:1", """{"auths": {"https://index.docker.io/v1/": {"auth": "ZmlsZTpwYXNz"}}}""", "file:pass")]
    [InlineData("app:1", """{"auths": {"https://index.docker.io/v1/": {"auth": "ZmlsZTpwYXNz"}}}""", "file:pass")]
    [InlineData("hub.example.com/app:1", "{", "")]
    [InlineData("hub.example.com/app:1", """{"auths": {"hub.example.com": {"auth": "%%%"}}}""", "")]
    public async Task Without_an_entry_a_pull_takes_what_docker_login_has_stored(string image, string config, string expected)
    {
        await using var bench = await OpenAsync();
        bench.Variables["DOCKER_CONFIG"] = bench.Folder.Path;
        bench.Folder.Write("config.json", config);

        Assert.True((await bench.PlayAsync(With(image), PlayKind.Pull)).Succeeded);

        Assert.Equal(expected, Credentials(bench));
    }

    [Fact]
    public async Task An_entry_without_a_user_takes_the_stored_credentials_of_its_address()
    {
        await using var bench = await OpenAsync();
        bench.Variables["HOME"] = bench.Folder.Path;
        bench.Folder.Write(".dockercfg", """{"hub.example.com": {"auth": "ZmlsZTpwYXNz"}}""");

        await bench.PlayAsync("registries: {corp: {registry: 'https://hub.example.com'}}\n" + With("corp/app:1"), PlayKind.Pull);

        Assert.Equal("file:pass", Credentials(bench));
    }

    [Fact]
    public async Task Tries_again_after_the_answers_that_the_file_names()
    {
        await using var bench = await OpenAsync();
        bench.Docker.FailPull("hub.example.com/app:1", "registry unavailable", 503, 1);

        var result = await bench.PlayAsync(Corp.Replace("password: hunter2", "password: hunter2, retry: {when: 503}", StringComparison.Ordinal) + With("hub.example.com/app:1"), PlayKind.Pull);

        Assert.True(result.Succeeded);
        Assert.Equal(2, bench.Pulls.Count());
    }

    [Theory]
    [InlineData("retry: {attempts: 2, when: [503]}", 503, 2, "after 2 tries")]
    [InlineData("retry: {when: [503]}", 500, 1, "registry unavailable")]
    [InlineData("email: a@b.example", 503, 1, "registry unavailable")]
    public async Task Fails_when_the_last_try_fails_or_the_answer_is_not_named(string retry, int status, int pulls, string fragment)
    {
        await using var bench = await OpenAsync();
        bench.Docker.FailPull("hub.example.com/app:1", "registry unavailable for hunter2", status);

        var result = await bench.PlayAsync(Corp.Replace("password: hunter2", $"password: hunter2, {retry}", StringComparison.Ordinal) + With("hub.example.com/app:1"), PlayKind.Pull);

        var error = Assert.Single(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal((DiagnosticCodes.ImageUnavailable, pulls), (error.Code, bench.Pulls.Count()));
        Assert.Contains(fragment, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    private static async Task<FilePlay> OpenAsync()
    {
        var bench = await FilePlay.OpenAsync();
        bench.Docker.PullsAnything = true;
        return bench;
    }

    private static string With(string image)
        => $"ships: {{here: {{docker_host: 'SOCKET'}}}}\nservices: {{app: {{image: '{image}', instances: {{app-1: {{ship: here}}}}}}}}\n";

    private static string Credentials(FilePlay bench)
    {
        var header = Assert.Single(bench.Pulls).RegistryAuth;
        if (header is null or "")
        {
            return string.Empty;
        }

        var json = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/'))))!;
        return json["identitytoken"] is { } token ? $"identity:{token}" : $"{json["username"]}:{json["password"]}";
    }
}
