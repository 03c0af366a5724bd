using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Maestro.Testing;

/// <summary>An authority that issues whatever certificate a test wants.</summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-1000);
    private static readonly DateTimeOffset End = DateTimeOffset.UtcNow.AddDays(1000);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <param name="parent">Who vouches for it; null for one that vouches for itself.</param>
    public TestAuthority(string name = "test authority", TestAuthority? parent = null)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Certificate = parent is null ? request.CreateSelfSigned(Start, End) : parent.Sign(request, Start, End);
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem();

    /// <summary>A certificate for an engine, with its key.</summary>
    /// <param name="names">Names and addresses; localhost and 127.0.0.1 when there are none.</param>
    public X509Certificate2 IssueServer(DateTimeOffset? from = null, DateTimeOffset? until = null, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=engine", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names.DefaultIfEmpty("localhost").Concat(names.Length == 0 ? ["127.0.0.1"] : []))
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using var certificate = Sign(request, from ?? Start, until ?? End);
        return WithKey(certificate.CopyWithPrivateKey(key));
    }

    /// <summary>A certificate for a client, for the key that is given.</summary>
    public X509Certificate2 IssueClient(AsymmetricAlgorithm key, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var request = key is RSA rsa
            ? new CertificateRequest("CN=client", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=client", (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        return Sign(request, from ?? Start, until ?? End);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset from, DateTimeOffset until)
    {
        var generator = X509SignatureGenerator.CreateForECDsa(_key);
        return request.Create(Certificate?.SubjectName ?? request.SubjectName, generator, from, until, RandomNumberGenerator.GetBytes(8));
    }
}
