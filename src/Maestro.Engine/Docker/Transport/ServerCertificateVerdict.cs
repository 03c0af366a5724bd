using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Maestro.Engine.Docker.Transport;

/// <summary>Says whether an engine's certificate does, and in words why it does not.</summary>
internal sealed class ServerCertificateVerdict(TlsParameters parameters, X509Certificate2Collection? authorities, DateTimeOffset now)
{
    private const int MostNames = 8;
    private const X509ChainStatusFlags Untrusted = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    /// <returns>Null when nothing is wrong.</returns>
    public (ConnectionProblem Problem, string What)? Of(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return (ConnectionProblem.TlsFailed, "it shows no certificate.");
        }

        var flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && !(flags == X509ChainStatusFlags.PartialChain && EndsAtAuthority(chain)))
        {
            return (flags & Untrusted) != 0 ? (ConnectionProblem.CertificateNotTrusted, NotTrusted(certificate))
                : flags.HasFlag(X509ChainStatusFlags.NotTimeValid) ? (ConnectionProblem.CertificateOutOfDate, OutOfDate(chain))
                : (ConnectionProblem.CertificateNotTrusted, $"its certificate '{certificate.Subject}' cannot be used: {string.Join(' ', chain.ChainStatus.Select(s => s.StatusInformation.Trim()))}.");
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? (ConnectionProblem.CertificateNameWrong, WrongName(certificate)) : null;
    }

    /// <summary>When a certificate holds, in words that say what is wrong with it; null when it holds now.</summary>
    public static string? OutOfDate(X509Certificate2 certificate, DateTimeOffset now)
    {
        var (begin, end) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return now > end ? string.Create(CultureInfo.InvariantCulture, $"ended on {end:yyyy-MM-dd HH:mm} UTC: renew it, if this machine's clock is right")
            : now < begin ? string.Create(CultureInfo.InvariantCulture, $"begins only on {begin:yyyy-MM-dd HH:mm} UTC: are the clocks of both machines right?")
            : null;
    }

    // An authority in between is one for the docker command, too.
    private bool EndsAtAuthority(X509Chain chain)
        => authorities is not null && chain.ChainElements.Any(e => authorities.Any(a => a.RawDataMemory.Span.SequenceEqual(e.Certificate.RawDataMemory.Span)));

    private string NotTrusted(X509Certificate2 certificate)
    {
        var issuer = certificate.Subject == certificate.Issuer ? "vouches for itself" : $"was issued by '{certificate.Issuer}'";
        return authorities is null
            ? $"its certificate '{certificate.Subject}' {issuer}, which this machine does not trust; name the authority with 'tls_ca_cert'."
            : $"its certificate '{certificate.Subject}' {issuer}, and that is not in '{parameters.AuthorityFile}'; is that the authority of this engine?";
    }

    private string OutOfDate(X509Chain chain)
    {
        var element = chain.ChainElements.FirstOrDefault(e => e.ChainElementStatus.Any(s => s.Status.HasFlag(X509ChainStatusFlags.NotTimeValid))) ?? chain.ChainElements[0];
        var whose = element == chain.ChainElements[0] ? "its certificate" : "the certificate of its authority";
        return $"{whose} '{element.Certificate.Subject}' {OutOfDate(element.Certificate, now) ?? "is out of date"}.";
    }

    private string WrongName(X509Certificate2 certificate)
    {
        var names = NamesOf(certificate).Select(n => $"'{n}'").ToList();
        var shown = names.Count == 0 ? "no name at all" : string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", …" : string.Empty);
        return $"its certificate is for {shown}, and not for '{parameters.ServerName}'; correct the name by which the ship is reached, or have the certificate issued for it.";
    }

    private static IEnumerable<string> NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().ToList();
        return names.Count > 0
            ? names.SelectMany(n => n.EnumerateDnsNames().Concat(n.EnumerateIPAddresses().Select(a => a.ToString())))
            : certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is { Length: > 0 } common ? [common] : [];
    }
}
