using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads how TLS is spoken to an engine.</summary>
internal static class TlsBinder
{
    /// <returns>Null when TLS is not asked for.</returns>
    public static TlsSettings? Bind(ShipFields fields)
    {
        fields["ssl_version"]?.Warn(DiagnosticCodes.Deprecated, "'ssl_version' has no effect: both sides agree on the newest version of TLS that they know.");
        var (tls, verify) = (fields["tls"]?.Boolean() ?? false, fields["tls_verify"]?.Boolean());
        var (authority, certificate, key) = (fields["tls_ca_cert"], fields["tls_cert"], fields["tls_key"]);
        if (!tls && verify != true)
        {
            WarnOfIdleFiles(fields, authority, certificate, key);
            return null;
        }

        if ((certificate is null) != (key is null))
        {
            var (there, missing) = certificate is null ? ("tls_key", "tls_cert") : ("tls_cert", "tls_key");
            (certificate ?? key)!.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{there}' is given without '{missing}'; a client proves itself with both.");
        }

        return new TlsSettings(verify ?? authority is not null)
        {
            AuthorityFile = BindFile(authority),
            CertificateFile = BindFile(certificate),
            KeyFile = BindFile(key),
        };
    }

    // Anybody on the way can play the engine: to be known in every run.
    public static void WarnOfNoVerification(ShipFields fields)
        => fields.Ship.Node.Warn(
            DiagnosticCodes.UnverifiedTls,
            "TLS without verification: anybody on the way can play this engine. Name its certificate authority with 'tls_ca_cert', or write 'tls_verify: true' for those of this machine.");

    private static void WarnOfIdleFiles(ShipFields fields, params BoundNode?[] files)
    {
        if (Array.Find(files, f => f is not null) is { } idle && fields["tls"] is null && fields["tls_verify"] is null)
        {
            idle.Warn(DiagnosticCodes.InvalidValue, $"'{idle.Name}' has no effect without 'tls: true'.");
        }
    }

    private static string BindFile(BoundNode? file)
    {
        if (file?.Text("the path of a PEM file") is not { } text)
        {
            return string.Empty;
        }

        var path = file.FullPath(text);
        if (!File.Exists(path))
        {
            file.Error(DiagnosticCodes.InvalidValue, $"There is no file '{text}'; looked for '{path}'.");
        }

        return path;
    }
}
