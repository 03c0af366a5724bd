using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Loading;

/// <summary>What stands in files of TLS.</summary>
internal static class TlsTexts
{
    public const string Password = "open sesame";

    private static readonly TestAuthority Issuer = new();
    private static readonly ECDsa ClientKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly X509Certificate2 Client = Issuer.IssueClient(ClientKey);

    public static string Authority => Issuer.Pem;

    public static string Certificate => Client.ExportCertificatePem();

    public static string Key => ClientKey.ExportPkcs8PrivateKeyPem();

    /// <summary>The same key behind <see cref="Password"/>.</summary>
    public static string EncryptedKey
        => ClientKey.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

    /// <summary>A file beside the tests with such a text.</summary>
    public static string FileOf(string name, string text)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"tls-{Environment.ProcessId}-{name}");
        File.WriteAllText(path, text);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
        return path;
    }

    /// <summary>What a file of a usual name holds.</summary>
    public static string Of(string name) => name switch
    {
        "ca.pem" => Authority,
        "cert.pem" => Certificate,
        _ => Key,
    };
}
