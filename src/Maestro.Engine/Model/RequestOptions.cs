namespace Maestro.Engine.Model;

/// <summary>How the request of an http check is made: the options of Python's <c>requests</c> that have a meaning here.</summary>
public sealed record RequestOptions
{
    /// <summary>No options.</summary>
    public static RequestOptions Default { get; } = new();

    /// <summary>Whether the server's certificate is verified.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>File of the certificate authorities to verify it with; empty for those of this machine.</summary>
    public string CertificateAuthorities { get; init; } = string.Empty;

    /// <summary>File of the client's certificate, in PEM; empty for none.</summary>
    public string ClientCertificate { get; init; } = string.Empty;

    /// <summary>File of its key; empty when the key is in the same file.</summary>
    public string ClientKey { get; init; } = string.Empty;

    /// <summary>Headers of the request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Cookies of the request.</summary>
    public IReadOnlyDictionary<string, string> Cookies { get; init; } = new Dictionary<string, string>();

    /// <summary>What is added to the query, escaped already, without a question mark.</summary>
    public string Query { get; init; } = string.Empty;

    /// <summary>The body; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>The body's media type; empty for none.</summary>
    public string ContentType { get; init; } = string.Empty;

    /// <summary>User name for basic authentication; null for none.</summary>
    public string? User { get; init; }

    /// <summary>Password for basic authentication.</summary>
    public string Password { get; init; } = string.Empty;

    /// <summary>How long one try may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether redirections are followed.</summary>
    public bool AllowRedirects { get; init; } = true;

    /// <summary>Scheme of the request, or <c>all</c>, to the proxy that is used for it; none for a direct way.</summary>
    public IReadOnlyDictionary<string, string> Proxies { get; init; } = new Dictionary<string, string>();

    /// <summary>Says nothing of its content, which may be secret.</summary>
    public override string ToString() => nameof(RequestOptions);
}
