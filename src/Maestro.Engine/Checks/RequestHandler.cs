using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>Makes what carries a request as its options say: certificates, proxy, redirections. Every try connects anew.</summary>
internal static class RequestHandler
{
    private const string AllSchemes = "all";
    private const int MostRedirects = 30;

    public static SocketsHttpHandler Create(RequestOptions options, Uri address)
    {
        var proxy = ProxyFor(options, address.Scheme);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = options.AllowRedirects,
            MaxAutomaticRedirections = MostRedirects,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy,
            SslOptions = Ssl(options),
        };
    }

    private static WebProxy? ProxyFor(RequestOptions options, string scheme)
    {
        if ((options.Proxies.GetValueOrDefault(scheme) ?? options.Proxies.GetValueOrDefault(AllSchemes)) is not { } text)
        {
            return null;
        }

        var proxy = new Uri(text);
        var parts = proxy.UserInfo.Split(':', 2);
        return new WebProxy(proxy)
        {
            Credentials = parts[0].Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? string.Empty)),
        };
    }

    private static SslClientAuthenticationOptions Ssl(RequestOptions options)
    {
        var ssl = new SslClientAuthenticationOptions();
        if (!options.Verify)
        {
#pragma warning disable CA5359 // the user asked for it: verify: false
            ssl.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (options.CertificateAuthorities.Length > 0)
        {
            ssl.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            ssl.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(options.CertificateAuthorities);
        }

        if (options.ClientCertificate.Length > 0)
        {
            using var pem = X509Certificate2.CreateFromPemFile(options.ClientCertificate, options.ClientKey.Length > 0 ? options.ClientKey : null);

            // Not every platform takes a key that has never been in a store.
            ssl.ClientCertificates = [X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null)];
        }

        return ssl;
    }
}
