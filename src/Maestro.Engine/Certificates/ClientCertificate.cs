using System.Security.Cryptography.X509Certificates;

namespace Maestro.Engine.Certificates;

/// <summary>What a client proves itself with.</summary>
/// <param name="Own">The client's certificate, with its key.</param>
/// <param name="Issuers">Further certificates that came with it, for those who know only the last of them.</param>
internal sealed record ClientCertificate(X509Certificate2 Own, X509Certificate2Collection Issuers) : IDisposable
{
    public void Dispose()
    {
        Own.Dispose();
        foreach (var issuer in Issuers)
        {
            issuer.Dispose();
        }
    }
}
