using Maestro.Engine.Certificates;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Looks into the files of TLS, so that a broken one is known before a play needs it.</summary>
internal sealed class TlsFiles
{
    private readonly Dictionary<(string Authority, string Certificate, string Key, string? Password), CertificateFileException?> _mistakes = [];

    /// <summary>What is wrong with the files that are there; null when nothing is.</summary>
    public CertificateFileException? MistakeIn(TlsSettings tls)
    {
        var files = (tls.AuthorityFile, tls.CertificateFile, tls.KeyFile, tls.KeyPassword?.Value?.Reveal());
        if (!_mistakes.TryGetValue(files, out var mistake))
        {
            mistake = Read(tls);
            _mistakes.Add(files, mistake);
        }

        return mistake;
    }

    private static CertificateFileException? Read(TlsSettings tls)
    {
        try
        {
            if (File.Exists(tls.AuthorityFile))
            {
                CertificateFiles.ReadAuthorities(tls.AuthorityFile);
            }

            ReadClient(tls);
            return null;
        }
        catch (CertificateFileException mistake)
        {
            return mistake;
        }
    }

    // A password that a command tells is known when a play connects, and not before.
    private static void ReadClient(TlsSettings tls)
    {
        if (!File.Exists(tls.CertificateFile))
        {
            return;
        }

        if (File.Exists(tls.KeyFile) && tls.KeyPassword is null or { Value: not null })
        {
            CertificateFiles.ReadClient(tls.CertificateFile, tls.KeyFile, tls.KeyPassword?.Value?.Reveal()).Dispose();
        }
        else
        {
            CertificateFiles.ReadCertificates(tls.CertificateFile);
        }
    }
}
