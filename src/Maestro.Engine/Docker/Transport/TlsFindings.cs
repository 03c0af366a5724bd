using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Maestro.Engine.Docker.Transport;

/// <summary>What comes to light during one handshake.</summary>
internal sealed class TlsFindings(TlsParameters parameters, TlsMaterial material, TimeProvider time)
{
    /// <summary>Why the engine's certificate does not do; null while nothing is wrong with it.</summary>
    public (ConnectionProblem Problem, string What)? Verdict { get; private set; }

    /// <summary>Whether the engine wants to see a client's certificate; only told where there is none.</summary>
    public bool WasAskedForCertificate { get; private set; }

    public bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (parameters.Verify)
        {
            Verdict = new ServerCertificateVerdict(parameters, material.Authorities, time.GetUtcNow()).Of(certificate as X509Certificate2, chain, errors);
        }

        return Verdict is null;
    }

    /// <summary>Called when the engine asks; there is nothing to choose from.</summary>
    public X509Certificate NoCertificate(object sender, string host, X509CertificateCollection own, X509Certificate? server, string[] issuers)
    {
        WasAskedForCertificate |= server is not null || issuers.Length > 0;
        return null!;
    }
}
