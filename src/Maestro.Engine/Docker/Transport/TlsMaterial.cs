using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Maestro.Engine.Certificates;

namespace Maestro.Engine.Docker.Transport;

/// <summary>The certificates with which TLS is spoken.</summary>
internal sealed class TlsMaterial
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly SslStreamCertificateContext? _client;

    private TlsMaterial(X509Certificate2Collection? authorities, ClientCertificate? client)
    {
        Authorities = authorities;
        Client = client?.Own;
        _client = client is null ? null : SslStreamCertificateContext.Create(client.Own, client.Issuers, offline: true);
    }

    /// <summary>Those who vouch for the engine; null for those of this machine.</summary>
    public X509Certificate2Collection? Authorities { get; }

    /// <summary>The client's certificate; null for none.</summary>
    public X509Certificate2? Client { get; }

    /// <exception cref="CertificateFileException">A file is not what it should be.</exception>
    public static async Task<TlsMaterial> ReadAsync(TlsParameters parameters, CancellationToken cancellation)
    {
        var authorities = parameters.AuthorityFile.Length == 0 ? null : CertificateFiles.ReadAuthorities(parameters.AuthorityFile);
        if (parameters.CertificateFile.Length == 0)
        {
            return new TlsMaterial(authorities, null);
        }

        var password = parameters.KeyPassword is { } tell ? await tell(cancellation).ConfigureAwait(false) : null;
        return new TlsMaterial(authorities, CertificateFiles.ReadClient(parameters.CertificateFile, parameters.KeyFile, password));
    }

    public SslClientAuthenticationOptions Options(string serverName, TlsFindings findings) => new()
    {
        TargetHost = serverName,
        ClientCertificateContext = _client,
        LocalCertificateSelectionCallback = _client is null ? findings.NoCertificate : null,
        CertificateChainPolicy = ChainPolicy(),
        RemoteCertificateValidationCallback = findings.Judge,
    };

    // Nothing is looked up elsewhere: neither revocations nor certificates in between.
    private X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(ServerAuthentication);
        if (Authorities is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(Authorities);
        }

        return policy;
    }
}
