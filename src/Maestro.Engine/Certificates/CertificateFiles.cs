using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Maestro.Engine.Certificates;

/// <summary>Reads PEM files of certificates.</summary>
internal static class CertificateFiles
{
    /// <summary>No chain of certificates comes near it; a path that leads elsewhere, such as to a device, is not read to its end.</summary>
    private const int LargestFile = 4 * 1024 * 1024;

    /// <summary>The certificates of authorities; the caller disposes of them.</summary>
    /// <exception cref="CertificateFileException">The file is none of certificates.</exception>
    public static X509Certificate2Collection ReadAuthorities(string path) => Read(path, CertificateFilePart.Authority);

    /// <summary>The certificates of a client, without its key; the caller disposes of them.</summary>
    /// <exception cref="CertificateFileException">The file is none of certificates.</exception>
    public static X509Certificate2Collection ReadCertificates(string path) => Read(path, CertificateFilePart.Certificate);

    /// <summary>A client's certificate with its key, and those of the authorities in between that its file holds.</summary>
    /// <param name="password">What the key is encrypted with; null for a key that is not.</param>
    /// <exception cref="CertificateFileException">A file is not what it should be, or they do not belong together.</exception>
    public static ClientCertificate ReadClient(string certificatePath, string keyPath, string? password)
    {
        var certificates = Read(certificatePath, CertificateFilePart.Certificate);
        var publicOnly = certificates[0];
        using (publicOnly)
        {
            certificates.RemoveAt(0);
            return new ClientCertificate(PrivateKeyFile.AddTo(publicOnly, ReadText(keyPath, CertificateFilePart.Key), keyPath, password), certificates);
        }
    }

    private static X509Certificate2Collection Read(string path, CertificateFilePart part)
    {
        var text = ReadText(path, part);
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException exception)
        {
            throw new CertificateFileException(part, $"'{path}' holds a certificate that cannot be read: {exception.Message}", exception);
        }

        return certificates.Count > 0 ? certificates : throw new CertificateFileException(
            part, $"'{path}' holds no certificate in the form of PEM (-----BEGIN CERTIFICATE-----).");
    }

    private static string ReadText(string path, CertificateFilePart part)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile
                ? File.ReadAllText(path)
                : throw new CertificateFileException(part, $"'{path}' is larger than {LargestFile / 1024 / 1024} MiB; it is no PEM file.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CertificateFileException(part, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }
}
