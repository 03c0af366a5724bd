using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Maestro.Engine.Certificates;

/// <summary>Joins a certificate and its key: PKCS#8, RSA or EC in PEM, encrypted or not.</summary>
internal static class PrivateKeyFile
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const string EncryptedBegin = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
    private const string AnyEnd = "PRIVATE KEY-----";

    /// <exception cref="CertificateFileException">The key cannot be read, or belongs to another certificate.</exception>
    public static X509Certificate2 AddTo(X509Certificate2 certificate, string pem, string path, string? password)
    {
        if (!pem.Contains(AnyEnd, StringComparison.Ordinal))
        {
            throw new CertificateFileException(CertificateFilePart.Key, $"'{path}' holds no private key in the form of PEM (-----BEGIN PRIVATE KEY-----).");
        }

        switch (certificate.PublicKey.Oid.Value)
        {
            case Rsa:
                using (var rsa = RSA.Create())
                {
                    Import(rsa, pem, path, password);
                    return Join(path, () => certificate.CopyWithPrivateKey(rsa));
                }

            case EllipticCurve:
                using (var curve = ECDsa.Create())
                {
                    Import(curve, pem, path, password);
                    return Join(path, () => certificate.CopyWithPrivateKey(curve));
                }

            default:
                throw new CertificateFileException(
                    CertificateFilePart.Certificate, $"The client's certificate has a key of the kind '{certificate.PublicKey.Oid.FriendlyName}'; RSA and EC are supported.");
        }
    }

    private static void Import(AsymmetricAlgorithm key, string pem, string path, string? password)
    {
        var isEncrypted = pem.Contains(EncryptedBegin, StringComparison.Ordinal);
        if ((isEncrypted || OldEncryptedKey.IsIn(pem)) && password is null)
        {
            throw new CertificateFileException(CertificateFilePart.Key, $"The key in '{path}' is encrypted; say with 'tls_key_password' where its password is.");
        }

        try
        {
            if (isEncrypted)
            {
                key.ImportFromEncryptedPem(pem, password);
            }
            else
            {
                key.ImportFromPem(OldEncryptedKey.IsIn(pem) ? OldEncryptedKey.Decrypt(pem, password!) : pem);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException && (isEncrypted || OldEncryptedKey.IsIn(pem)))
        {
            throw new CertificateFileException(
                CertificateFilePart.KeyPassword, $"The key in '{path}' cannot be read with the password in 'tls_key_password', or is of another kind than the certificate: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new CertificateFileException(
                CertificateFilePart.Key, $"The key in '{path}' cannot be read, or is of another kind than the certificate: {exception.Message}", exception);
        }
    }

    private static X509Certificate2 Join(string path, Func<X509Certificate2> join)
    {
        try
        {
            return UsableByWindows(join());
        }
        catch (ArgumentException exception)
        {
            throw new CertificateFileException(CertificateFilePart.Key, $"The key in '{path}' belongs to another certificate.", exception);
        }
    }

    // The TLS of Windows takes no key that has never been in a store.
    private static X509Certificate2 UsableByWindows(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
