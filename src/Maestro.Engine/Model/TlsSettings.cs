namespace Maestro.Engine.Model;

/// <summary>How TLS is spoken to an engine.</summary>
/// <param name="Verify">Whether the engine's certificate is verified.</param>
public sealed record TlsSettings(bool Verify)
{
    /// <summary>Full path of the certificates that vouch for the engine's; empty for those of this machine.</summary>
    public string AuthorityFile { get; init; } = string.Empty;

    /// <summary>Full path of the client's certificate; empty for none.</summary>
    public string CertificateFile { get; init; } = string.Empty;

    /// <summary>Full path of the key of the client's certificate; empty for none.</summary>
    public string KeyFile { get; init; } = string.Empty;

    /// <summary>What the key is encrypted with; null for a key that is not.</summary>
    public Secret? KeyPassword { get; init; }
}
