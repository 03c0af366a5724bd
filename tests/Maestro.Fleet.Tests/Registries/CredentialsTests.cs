using Maestro.Testing;

namespace Maestro.Fleet.Tests.Registries;

/// <summary>Right, wrong and no credentials, from every place that has them, by the tool as a process of its own.</summary>
public sealed class CredentialsTests(FleetFixture fixture) : RegistryTest(fixture)
{
    private const string Wrong = "not-the-password";

    [FleetTheory]
    [InlineData("file", false)]
    [InlineData("file", true)]
    [InlineData("secret", true)]
    [InlineData("login", false)]
    [InlineData("login", true)]
    [InlineData("helper", false)]
    public async Task Right_ones_pull_the_image_onto_every_ship(string place, bool tls)
    {
        var address = tls ? Registry.TlsAddress : Registry.Address;

        var (exitCode, output) = await PullAsync(place, address, Registry.Password);

        Assert.True(exitCode == 0, output);
        Assert.All(await IdsAsync($"{address}/fleet/web:1"), Assert.NotNull);
        AssertTells(output, Registry.Password);
    }

    [FleetTheory]
    [InlineData("file", false, "Check 'username' and 'password' of 'registries/corp'.")]
    [InlineData("file", true, "Check 'username' and 'password' of 'registries/corp'.")]
    [InlineData("secret", false, "Check 'username' and 'password' of 'registries/corp'.")]
    [InlineData("login", true, "has stored here, for the user 'captain'.")]
    [InlineData("helper", true, "has stored here, for the user 'captain'.")]
    public async Task Wrong_ones_are_told_with_their_place_and_tried_once(string place, bool tls, string advice)
    {
        var address = tls ? Registry.TlsAddress : Registry.Address;

        var (exitCode, output) = await PullAsync(place, address, Wrong);

        Assert.Equal(1, exitCode);
        Assert.Contains("MAESTRO652", output, StringComparison.Ordinal);
        Assert.Contains("unauthorized", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(advice, output, StringComparison.Ordinal);
        Assert.DoesNotContain("try 1", Told(), StringComparison.Ordinal);
        AssertTells(output, Wrong);
    }

    [FleetTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task That_there_are_none_is_told_with_what_to_do(bool tls)
    {
        var address = tls ? Registry.TlsAddress : Registry.Address;

        var (exitCode, output) = await PullAsync("nowhere", address, string.Empty);

        Assert.Equal(1, exitCode);
        Assert.Contains("no basic auth credentials. There are no credentials for it: ", output, StringComparison.Ordinal);
        Assert.Contains($"run 'docker login {address}' here.", output, StringComparison.Ordinal);
    }

    [FleetFact]
    public async Task A_helper_that_is_not_there_is_told_with_the_denial()
    {
        Folder.Write("config.json", """{"credsStore": "nosuch"}""");

        var (exitCode, output) = await PullAsync("nowhere", Registry.Address, string.Empty);

        Assert.Equal(1, exitCode);
        Assert.Contains("The credential helper 'docker-credential-nosuch' is not on the PATH", output, StringComparison.Ordinal);
    }

    // Neither the text nor what a header or the stored configuration makes of it.
    private void AssertTells(string output, string password)
    {
        var everything = output + Told();
        Assert.DoesNotContain(password, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64($"{Registry.User}:{password}"), everything, StringComparison.Ordinal);
        Assert.Contains("fleet/web:1", everything, StringComparison.Ordinal);
    }

    private string Told() => string.Concat(Directory.GetFiles(Path.Combine(Folder.Path, "out"), "*", SearchOption.AllDirectories).Select(File.ReadAllText));

    private async Task<(int ExitCode, string Output)> PullAsync(string place, string address, string password)
    {
        var registries = place switch
        {
            "file" => $"registries: {{corp: {{registry: '{address}', username: {Registry.User}, password: '{password}'}}}}",
            "secret" => $"registries: {{corp: {{registry: '{address}', username: {Registry.User}, password: {{secret: hub}}}}}}\nsecrets: {{hub: {{command: [printenv, HUB_PASSWORD]}}}}",
            _ => string.Empty,
        };
        if (place == "login")
        {
            Folder.Write("config.json", $$$"""{"auths": {"{{{address}}}": {"auth": "{{{Base64($"{Registry.User}:{password}")}}}"} } }""");
        }
        else if (place == "helper")
        {
            Folder.Write("config.json", $$"""{"credHelpers": {"{{address}}": "fake"} }""");
            var helper = Folder.Write("docker-credential-fake", $"#!/bin/sh\n[ \"$(cat)\" = {address} ] && printf '{{\"Username\":\"{Registry.User}\",\"Secret\":\"{password}\"}}'\n");
            File.SetUnixFileMode(helper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var variables = new Dictionary<string, string?>
        {
            ["DOCKER_CONFIG"] = Folder.Path,
            ["HUB_PASSWORD"] = password,
            ["PATH"] = $"{Folder.Path}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        var file = Write($"{address}/fleet/web:1", registries);
        return await MaestroProcess.RunAsync(variables, ["pull", "-f", file, "--on-failure", "continue", "--artifacts", Path.Combine(Folder.Path, "out")]);
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}
