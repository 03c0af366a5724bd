using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Maestro.Engine.Certificates;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Certificates;

public sealed class CertificateFilesTests : IDisposable
{
    private const string Password = "open sesame";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string> Keys() => new(
        "EC PKCS#8", "EC alone", "EC after its parameters", "RSA PKCS#8", "RSA alone", "EC PKCS#8 encrypted", "RSA PKCS#8 encrypted");

    [Theory]
    [MemberData(nameof(Keys))]
    public void Reads_a_key_in_every_form_of_PEM(string form)
    {
        using AsymmetricAlgorithm key = form.StartsWith("EC", StringComparison.Ordinal) ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        var pem = form switch
        {
            "EC alone" => ((ECDsa)key).ExportECPrivateKeyPem(),
            "EC after its parameters" => $"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n{((ECDsa)key).ExportECPrivateKeyPem()}",
            "RSA alone" => ((RSA)key).ExportRSAPrivateKeyPem(),
            "EC PKCS#8 encrypted" or "RSA PKCS#8 encrypted" => key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)),
            _ => key.ExportPkcs8PrivateKeyPem(),
        };

        using var client = CertificateFiles.ReadClient(CertificateOf(key), _folder.Write("key.pem", pem), form.EndsWith("encrypted", StringComparison.Ordinal) ? Password : null);

        Assert.True(client.Own.HasPrivateKey);
        Assert.Equal("CN=client", client.Own.Subject);
        Assert.Empty(client.Issuers);
    }

    [Theory]
    [InlineData(OldKeys.Aes128)]
    [InlineData(OldKeys.Aes256)]
    [InlineData(OldKeys.TripleDes)]
    public void Reads_a_key_that_was_encrypted_before_there_was_PKCS8(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(OldKeys.Plain);

        using var client = CertificateFiles.ReadClient(CertificateOf(key), _folder.Write("key.pem", pem), OldKeys.Password);

        Assert.True(client.Own.HasPrivateKey);
    }

    [Theory]
    [InlineData(OldKeys.Aes256)]
    [InlineData(OldKeys.TripleDes)]
    public void Says_that_the_password_of_an_old_key_is_wrong(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(OldKeys.Plain);

        var exception = Fail(() => CertificateFiles.ReadClient(CertificateOf(key), _folder.Write("key.pem", pem), "wrong"));

        Assert.Equal(CertificateFilePart.KeyPassword, exception.Part);
    }

    [Fact]
    public void Names_a_cipher_that_it_does_not_know()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(OldKeys.Plain);
        var pem = OldKeys.Aes256.Replace("AES-256-CBC", "CAMELLIA-256-CBC", StringComparison.Ordinal);

        var exception = Fail(() => CertificateFiles.ReadClient(CertificateOf(key), _folder.Write("key.pem", pem), OldKeys.Password));

        Assert.Contains("'CAMELLIA-256-CBC' is not supported", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_for_the_password_of_an_encrypted_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        var file = _folder.Write("key.pem", pem);

        var missing = Fail(() => CertificateFiles.ReadClient(CertificateOf(key), file, null));
        var wrong = Fail(() => CertificateFiles.ReadClient(CertificateOf(key), file, "guessed"));

        Assert.Equal(CertificateFilePart.Key, missing.Part);
        Assert.Equal($"The key in '{file}' is encrypted; say with 'tls_key_password' where its password is.", missing.Message);
        Assert.Equal(CertificateFilePart.KeyPassword, wrong.Part);
        Assert.DoesNotContain("guessed", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_authorities_in_between_that_come_with_a_certificate()
    {
        using var between = new TestAuthority("in between", _authority);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = between.IssueClient(key);
        var file = _folder.Write("cert.pem", $"{certificate.ExportCertificatePem()}\n{between.Pem}\n");

        using var client = CertificateFiles.ReadClient(file, _folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem()), null);

        Assert.Equal("CN=in between", Assert.Single(client.Issuers).Subject);
    }

    [Fact]
    public void Says_that_a_key_belongs_to_another_certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var certificate = CertificateOf(key);

        var exception = Fail(() => CertificateFiles.ReadClient(certificate, _folder.Write("key.pem", other.ExportPkcs8PrivateKeyPem()), null));
        var kind = Fail(() => CertificateFiles.ReadClient(certificate, _folder.Write("rsa.pem", rsa.ExportPkcs8PrivateKeyPem()), null));

        Assert.Equal(CertificateFilePart.Key, exception.Part);
        Assert.EndsWith("belongs to another certificate.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(CertificateFilePart.Key, kind.Part);
    }

    [Fact]
    public void Says_what_a_file_does_not_hold()
    {
        var empty = _folder.Write("empty.pem", "nothing here");
        var broken = _folder.Write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Contains("holds no certificate", Fail(() => CertificateFiles.ReadAuthorities(empty)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Fail(() => CertificateFiles.ReadAuthorities(broken)).Message, StringComparison.Ordinal);
        Assert.Contains("holds no private key", Fail(() => CertificateFiles.ReadClient(CertificateOf(key), empty, null)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Fail(() => CertificateFiles.ReadAuthorities(Path.Combine(_folder.Path, "none.pem"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_several_authorities_from_one_file()
    {
        using var second = new TestAuthority("second");

        var authorities = CertificateFiles.ReadAuthorities(_folder.Write("ca.pem", $"# two\n{_authority.Pem}\n{second.Pem}\n"));

        Assert.Equal(["CN=test authority", "CN=second"], authorities.Select(a => a.Subject));
    }

    private string CertificateOf(AsymmetricAlgorithm key)
    {
        using var certificate = _authority.IssueClient(key);
        return _folder.Write("cert.pem", certificate.ExportCertificatePem());
    }

    private static CertificateFileException Fail(Action read) => Assert.Throws<CertificateFileException>(read);
}
