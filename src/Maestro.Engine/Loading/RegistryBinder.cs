using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads registries. No message quotes a password.</summary>
internal static class RegistryBinder
{
    private const string AddressExpected = "the address of a registry, such as https://hub.example.com";
    private const int LowestStatus = 100;
    private const int HighestStatus = 599;
    private const int MostAttempts = 1000;

    public static IReadOnlyList<RegistryDraft> Bind(BoundNode? registries)
        => [.. (registries?.Entries("a mapping of names to registries, such as {corp: {registry: 'https://hub.example.com', username: ci, password: …}}") ?? []).Select(BindOne).OfType<RegistryDraft>()];

    private static RegistryDraft? BindOne(BoundNode node)
    {
        if (Section.Open(node, FieldTables.Registry) is not { } section)
        {
            return null;
        }

        var address = section["registry"] is { } given ? given.Text(AddressExpected) : node.Name;
        var uri = address is null ? null : Parse(address);
        if (uri is null)
        {
            (section["registry"] ?? node).Error(DiagnosticCodes.InvalidValue, $"Expected {AddressExpected}.");
            return null;
        }

        var (username, password) = (section["username"]?.Text("a user name"), section["password"]);
        if ((username is null) != (password is null))
        {
            section.Missing(username is null ? "username" : "password", "a registry is given both, or neither to use what 'docker login' has stored.");
        }

        var (text, secret) = password is null ? (null, null) : BindPassword(password);
        var (attempts, statuses) = BindRetry(section["retry"]);
        return new RegistryDraft(secret, new Registry
        {
            Name = node.Name,
            Address = address!,
            Authority = uri.IsDefaultPort && !address!.Contains($":{uri.Port}", StringComparison.Ordinal) ? uri.Host : $"{uri.Host}:{uri.Port}",
            Username = username ?? string.Empty,
            Password = text,
            PasswordSecret = secret?.Name ?? string.Empty,
            Email = section["email"]?.Text("a mail address") ?? string.Empty,
            RetryAttempts = attempts,
            RetryWhen = statuses,
            Location = node.Location,
        });
    }

    private static (SecretValue? Text, Reference? Secret) BindPassword(BoundNode password)
    {
        if (password.Node is not YamlMapping)
        {
            return (password.Text("a password, or {secret: NAME}") is { } text ? new SecretValue(text) : null, null);
        }

        var section = Section.Open(password, FieldTables.RegistryPassword)!;
        if (section["secret"] is not { } secret)
        {
            section.Missing("secret", "it names one of 'secrets'.");
            return default;
        }

        return (null, secret.Text("the name of a secret") is { } name ? new Reference(name, secret) : null);
    }

    private static Uri? Parse(string address)
        => Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"https://{address}", UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? uri
            : null;

    private static (int Attempts, IReadOnlyList<int> When) BindRetry(BoundNode? retry)
    {
        if (retry is null || Section.Open(retry, FieldTables.RegistryRetry) is not { } section)
        {
            return (Registry.DefaultAttempts, []);
        }

        const string Expected = "a status code of HTTP such as 503, or a list of them";
        IEnumerable<BoundNode> codes = section["when"] switch
        {
            null => [],
            { Node: YamlScalar } one => [one],
            var list => list.Items(Expected) ?? [],
        };
        return (
            section["attempts"]?.Integer("a whole number of tries, 1 or more", 1, MostAttempts) ?? Registry.DefaultAttempts,
            [.. codes.Select(c => c.Integer(Expected, LowestStatus, HighestStatus)).OfType<int>().Distinct()]);
    }
}
