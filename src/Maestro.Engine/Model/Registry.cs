using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>A registry of images that asks for credentials.</summary>
public sealed record Registry
{
    /// <summary>How often a pull is tried when the file does not say.</summary>
    public const int DefaultAttempts = 3;

    /// <summary>The entry's name; images that begin with it and a slash are this registry's.</summary>
    public required string Name { get; init; }

    /// <summary>The registry's address, such as <c>https://hub.example.com/v1/</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Host and port of the address, such as <c>hub.example.com:5000</c>; the port only when it is written.</summary>
    public required string Authority { get; init; }

    /// <summary>The user; empty to take credentials from the configuration of the docker command.</summary>
    public string Username { get; init; } = string.Empty;

    /// <summary>The password; null when there is no user, or while the command of its secret has not been run.</summary>
    public SecretValue? Password { get; init; }

    /// <summary>The secret that the password comes from; empty when it stands in the file itself.</summary>
    public string PasswordSecret { get; init; } = string.Empty;

    /// <summary>The user's mail address; empty for none, few registries ask for it.</summary>
    public string Email { get; init; } = string.Empty;

    /// <summary>How often a pull is tried at most, when it fails for the moment or with one of <see cref="RetryWhen"/>.</summary>
    public int RetryAttempts { get; init; } = DefaultAttempts;

    /// <summary>Further status codes after which a pull is tried again; none by default.</summary>
    public IReadOnlyList<int> RetryWhen { get; init; } = [];

    /// <summary>Where the registry is declared.</summary>
    public SourceLocation? Location { get; init; }

    internal Registry With(IReadOnlyList<Secret> secrets)
        => PasswordSecret.Length == 0 ? this : this with { Password = secrets.FirstOrDefault(s => s.Name == PasswordSecret)?.Value };

    // A port that the image does not name does not count against it.
    internal bool Serves(string host) => Authority == host || WithoutPort(Authority) == host;

    // An address of version 6 has colons of its own, in brackets.
    private static string WithoutPort(string authority)
        => authority.LastIndexOf(':') is > 0 and var colon && colon > authority.LastIndexOf(']') ? authority[..colon] : authority;
}
