using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public class RegistryBinderTests
{
    [Fact]
    public void Reads_every_field()
    {
        var registry = Load("{registry: 'https://hub.example.com:5000/v1/', username: ci, password: hunter2, email: ci@example.com, retry: {attempts: 4, when: [500, 503]}}");

        Assert.Equal(("corp", "https://hub.example.com:5000/v1/", "hub.example.com:5000"), (registry.Name, registry.Address, registry.Authority));
        Assert.Equal(("ci", "hunter2", "ci@example.com", 4), (registry.Username, registry.Password!.Reveal(), registry.Email, registry.RetryAttempts));
        Assert.Equal([500, 503], registry.RetryWhen);
        Assert.DoesNotContain("hunter2", registry.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{registry: hub.example.com}", "hub.example.com")]
    [InlineData("{registry: 'http://hub.example.com/'}", "hub.example.com")]
    [InlineData("{registry: 'http://hub.example.com:80/'}", "hub.example.com:80")]
    [InlineData("{registry: localhost:5000}", "localhost:5000")]
    [InlineData("{}", "corp")]
    public void Knows_the_host_of_an_address(string registry, string authority)
    {
        var loaded = Load(registry);

        Assert.Equal((authority, 3, 0), (loaded.Authority, loaded.RetryAttempts, loaded.RetryWhen.Count));
        Assert.Null(loaded.Password);
    }

    [Theory]
    [InlineData("{env: HUB}", "hunter2")]
    [InlineData("{command: pass show hub}", null)]
    public void Takes_a_password_from_a_secret_as_soon_as_it_is_known(string secret, string? password)
    {
        var registry = Assert.Single(Loaded.Environment($"name: a\nships: {{}}\nsecrets: {{hub: {secret}}}\nregistries: {{corp: {{username: ci, password: {{secret: hub}}}}}}\n", ("HUB", "hunter2")).Registries);

        Assert.Equal(("hub", password), (registry.PasswordSecret, registry.Password?.Reveal()));
    }

    [Theory]
    [InlineData("{registry: §'ftp://x'}", 303, "the address of a registry")]
    [InlineData("{registry: §'https://ci:hunter2@x'}", 303, "the address of a registry")]
    [InlineData("{§corp: {username: ci}}", 301, "'password' is missing")]
    [InlineData("{§corp: {password: hunter2}}", 301, "'username' is missing")]
    [InlineData("{username: ci, password: §[hunter2]}", 302, "found a list")]
    [InlineData("{username: ci, password: {§secret: }}", 301, "'secret' is missing")]
    [InlineData("{username: ci, §password: {}}", 301, "'secret' is missing")]
    [InlineData("{username: ci, password: {secret: §hubb}}", 305, "There is no secret 'hubb'; did you mean 'hub'?")]
    [InlineData("{§corp: {password: {secret: hub}}}", 301, "'username' is missing")]
    [InlineData("{retry: {when: §often}}", 303, "a status code")]
    [InlineData("{retry: {attempts: §0}}", 303, "1 or more")]
    public void Says_what_is_wrong_and_never_quotes_a_password(string registry, int code, string fragment)
    {
        var entries = registry.StartsWith("{§corp", StringComparison.Ordinal) ? registry : $"{{corp: {registry}}}";
        var mistake = Loaded.MistakeAtMark($"name: a\nships: {{}}\nsecrets: {{hub: {{command: pass show hub}}}}\nregistries: {entries}\n");

        Assert.Equal(code, mistake.Code.Number);
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", mistake.ToString(), StringComparison.Ordinal);
    }

    private static Registry Load(string registry) => Assert.Single(Loaded.Environment($"name: a\nships: {{}}\nregistries: {{corp: {registry}}}\n").Registries);
}
