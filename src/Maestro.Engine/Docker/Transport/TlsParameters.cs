namespace Maestro.Engine.Docker.Transport;

/// <summary>How TLS is spoken to one engine.</summary>
/// <param name="ServerName">The name or address that the engine's certificate must be for, however the connection leads there.</param>
/// <param name="Verify">Whether the engine's certificate is verified.</param>
internal sealed record TlsParameters(string ServerName, bool Verify)
{
    /// <summary>Full path of the certificates that vouch for the engine's; empty for those of this machine.</summary>
    public string AuthorityFile { get; init; } = string.Empty;

    /// <summary>Full path of the client's certificate; empty for none.</summary>
    public string CertificateFile { get; init; } = string.Empty;

    /// <summary>Full path of the key of the client's certificate.</summary>
    public string KeyFile { get; init; } = string.Empty;

    /// <summary>What the key is encrypted with; null for a key that is not.</summary>
    public Func<CancellationToken, Task<string>>? KeyPassword { get; init; }
}
