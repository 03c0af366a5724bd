using System.Text;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;
using Maestro.Testing;

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

    [Theory]
    [InlineData("app:1", "ci:hunter2")]
    [InlineData("team/app:1", "ci:hunter2")]
    [InlineData("docker.io/team/app:1", "ci:hunter2")]
    [InlineData("hub.example.com/app:1", "")]
    public async Task An_entry_for_Docker_Hub_is_for_all_images_that_name_no_registry(string image, string expected)
    {
        await using var bench = await OpenAsync();

        await bench.PlayAsync(Corp.Replace("hub.example.com", "index.docker.io", StringComparison.Ordinal) + With(image), PlayKind.Pull);

        Assert.Equal(expected, Credentials(bench));
    }

    [Fact]
    public async Task The_user_token_of_an_entry_has_an_identity_token_for_a_password()
    {
        await using var bench = await OpenAsync();

        await bench.PlayAsync(Corp.Replace("username: ci", "username: <token>", StringComparison.Ordinal) + With("corp/app:1"), PlayKind.Pull);

        Assert.Equal("identity:hunter2", Credentials(bench));
    }

    [Theory]
    [InlineData("{env: HUB}")]
    [InlineData("{file: hub.txt}")]
    [InlineData("{command: [printf, '%s\\n', hunter2]}")]
    public async Task The_password_of_an_entry_can_come_from_a_secret(string secret)
    {
        await using var bench = await OpenAsync();
        bench.Variables["HUB"] = "hunter2";
        bench.Folder.Write("hub.txt", "hunter2\n");
        bench.Docker.FailPull("corp/app:1", "denied: no access for hunter2", times: 1);

        var file = Corp.Replace("password: hunter2", "password: {secret: hub}", StringComparison.Ordinal) + With("corp/app:1") + $"secrets: {{hub: {secret}}}\n";
        var refused = await bench.PlayAsync(file, PlayKind.Pull);
        var pulled = await bench.PlayAsync(file, PlayKind.Start);

        Assert.Contains("no access for ***", Assert.Single(refused.Diagnostics).Message, StringComparison.Ordinal);
        Assert.True(pulled.Succeeded);
        Assert.All(bench.Pulls, p => Assert.Equal("ci:hunter2", Credentials(p)));
    }

    [Theory]
    [InlineData("other/app:1", "missing")]
    [InlineData("corp/app:1", "never")]
    public async Task The_command_of_a_secret_is_run_only_for_images_that_may_be_pulled_from_its_registry(string image, string policy)
    {
        await using var bench = await OpenAsync();
        bench.Docker.AddImage(image);

        var result = await bench.PlayAsync(
            Corp.Replace("password: hunter2", "password: {secret: hub}", StringComparison.Ordinal)
            + With(image).Replace("ship: here", $"ship: here, pull_policy: {policy}", StringComparison.Ordinal)
            + "secrets: {hub: {command: 'touch ran; exit 1'}}\n",
            PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.False(File.Exists(Path.Combine(bench.Folder.Path, "ran")));
    }

    [Theory]
    [InlineData("unauthorized: authentication required", Corp, 652, "'username' and 'password' of 'registries/corp'")]
    [InlineData("no basic auth credentials", "", 652, "run 'docker login hub.example.com' here")]
    [InlineData("manifest unknown", "", 605, "a private registry that hides what it has")]
    [InlineData("manifest unknown", Corp, 605, "Check its name and tag, or put")]
    [InlineData("no space left on device", Corp, 605, "Check its name and its registry")]
    public async Task A_pull_that_fails_says_what_to_do_in_and_after_the_words_of_the_engine(string said, string registries, int code, string advice)
    {
        await using var bench = await OpenAsync();
        bench.Docker.FailPull("hub.example.com/app:1", said);

        var result = await bench.PlayAsync(registries + With("hub.example.com/app:1"), PlayKind.Pull);

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(code, error.Code.Number);
        Assert.Contains($"Ship here cannot pull the image hub.example.com/app:1: {said}. ", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_stored_password_is_ever_in_a_message()
    {
        await using var bench = await OpenAsync();
        bench.Variables["DOCKER_CONFIG"] = bench.Folder.Path;
        bench.Folder.Write("config.json", """{"auths": {"hub.example.com": {"auth": "ZmlsZTpwYXNzd29yZA=="}}}""");
        bench.Docker.FailPull("hub.example.com/app:1", "denied: file:password may not");

        var result = await bench.PlayAsync(With("hub.example.com/app:1"), PlayKind.Pull);

        var error = Assert.Single(result.Diagnostics).Message;
        Assert.Contains("denied: file:*** may not. Check what 'docker login hub.example.com' has stored here, for the user 'file'.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("file:password", string.Join('\n', bench.Progress.Events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_for_want_of_credentials_says_why_there_are_none()
    {
        await using var bench = await OpenAsync();
        bench.Variables["DOCKER_CONFIG"] = bench.Folder.Path;
        bench.Variables["PATH"] = bench.Folder.Path;
        bench.Folder.Write("config.json", """{"credsStore": "fake"}""");
        bench.Docker.FailPull("hub.example.com/app:1", "no basic auth credentials");

        var result = await bench.PlayAsync(With("hub.example.com/app:1"), PlayKind.Pull);

        Assert.Contains("The credential helper 'docker-credential-fake' is not on the PATH", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    private static async Task<FilePlay> OpenAsync()
    {
        var bench = await FilePlay.OpenAsync();
        bench.Docker.PullsAnything = true;
        return bench;
    }

    private static string With(string image)
        => $"ships: {{here: {{docker_host: 'SOCKET'}}}}\nservices: {{app: {{image: '{image}', instances: {{app-1: {{ship: here}}}}}}}}\n";

    private static string Credentials(FilePlay bench) => Credentials(Assert.Single(bench.Pulls));

    private static string Credentials(RecordedRequest pull)
    {
        var header = pull.RegistryAuth;
        if (header is null or "")
        {
            return string.Empty;
        }

        var json = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/'))))!;
        return json["identitytoken"] is { } token ? $"identity:{token}" : $"{json["username"]}:{json["password"]}";
    }
}
