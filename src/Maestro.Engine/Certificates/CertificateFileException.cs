namespace Maestro.Engine.Certificates;

/// <summary>A file with a certificate or a key is not what it should be.</summary>
internal sealed class CertificateFileException(CertificateFilePart part, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Which of the things that were given is to be mended.</summary>
    public CertificateFilePart Part => part;
}

/// <summary>What TLS is given files for.</summary>
internal enum CertificateFilePart
{
    Authority,
    Certificate,
    Key,
    KeyPassword,
}
