using Maestro.Engine.Certificates;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads how TLS is spoken to engines. The files are read, too: once, however many ships name them.</summary>
internal sealed class TlsBinder(SecretBinder secrets)
{
    private readonly TlsFiles _files = new();

    /// <returns>Null when TLS is not asked for.</returns>
    public TlsSettings? Bind(ShipFields fields)
    {
        fields["ssl_version"]?.Warn(DiagnosticCodes.Deprecated, "'ssl_version' has no effect: both sides agree on the newest version of TLS that they know.");
        var (tls, verify) = (fields["tls"]?.Boolean() ?? false, fields["tls_verify"]?.Boolean());
        var (authority, certificate, key, password) = (fields["tls_ca_cert"], fields["tls_cert"], fields["tls_key"], fields["tls_key_password"]);
        if (!tls && verify != true)
        {
            WarnOfIdleFiles(fields, authority, certificate, key, password);
            return null;
        }

        if ((certificate is null) != (key is null))
        {
            var (there, missing) = certificate is null ? ("tls_key", "tls_cert") : ("tls_cert", "tls_key");
            (certificate ?? key)!.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{there}' is given without '{missing}'; a client proves itself with both.");
        }

        if (key is null)
        {
            password?.Warn(DiagnosticCodes.InvalidValue, "'tls_key_password' has no effect without 'tls_key'.");
        }

        return new TlsSettings(verify ?? authority is not null)
        {
            AuthorityFile = BindFile(authority),
            CertificateFile = BindFile(certificate),
            KeyFile = BindFile(key),
            KeyPassword = password is null ? null : secrets.BindOne(password),
        };
    }

    /// <summary>Looks into the files, and warns when nothing is verified.</summary>
    /// <param name="way">What leads to the engine as a whole, and may have brought its own files; null when the ship's fields do.</param>
    public void Review(TlsSettings tls, ShipFields fields, BoundNode? way)
    {
        if (!tls.Verify)
        {
            // Anybody on the way can play the engine: to be known in every run.
            fields.Ship.Node.Warn(
                DiagnosticCodes.UnverifiedTls,
                "TLS without verification: anybody on the way can play this engine. Name its certificate authority with 'tls_ca_cert', or write 'tls_verify: true' for those of this machine.");
        }

        if (_files.MistakeIn(tls) is { } mistake)
        {
            (PlaceOf(mistake.Part, fields) ?? way ?? fields.Ship.Node).Error(DiagnosticCodes.InvalidValue, mistake.Message);
        }
    }

    private static BoundNode? PlaceOf(CertificateFilePart part, ShipFields fields) => part switch
    {
        CertificateFilePart.Authority => fields["tls_ca_cert"],
        CertificateFilePart.Certificate => fields["tls_cert"],
        CertificateFilePart.KeyPassword => fields["tls_key_password"],
        _ => fields["tls_key"],
    };

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
