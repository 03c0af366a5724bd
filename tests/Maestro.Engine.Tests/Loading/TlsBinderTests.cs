using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Loading;

public sealed class TlsBinderTests : IDisposable
{
    private const string Files = "tls: true, tls_ca_cert: ca.pem, tls_cert: cert.pem, tls_key: key.pem";

    private readonly TemporaryFolder _folder = new();

    public TlsBinderTests()
    {
        _folder.Write("ca.pem", TlsTexts.Authority);
        _folder.Write("cert.pem", TlsTexts.Certificate);
        _folder.Write("key.pem", TlsTexts.Key);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ca.pem", "tls_ca_cert", "holds no certificate")]
    [InlineData("cert.pem", "tls_cert", "holds no certificate")]
    [InlineData("key.pem", "tls_key", "holds no private key")]
    public void Points_at_the_field_whose_file_is_broken(string file, string field, string words)
    {
        _folder.Write(file, "broken");

        var mistake = Assert.Single(Mistakes($"ships: {{h: {{ip: a, {Files}}}}}\n"));

        Assert.Equal((DiagnosticCodes.InvalidValue, $"ships/h/{field}"), (mistake.Code, mistake.Path));
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_broken_default_once_for_all_ships()
    {
        _folder.Write("ca.pem", "broken");

        Assert.Equal("ship_defaults/tls_ca_cert", Assert.Single(Mistakes($"ship_defaults: {{{Files}}}\nships: {{a: {{ip: a}}, b: {{ip: b}}}}\n")).Path);
    }

    [Fact]
    public void Refuses_an_encrypted_key_without_a_password_and_with_a_wrong_one()
    {
        _folder.Write("key.pem", TlsTexts.EncryptedKey);

        var missing = Assert.Single(Mistakes($"ships: {{h: {{ip: a, {Files}}}}}\n"));
        var wrong = Assert.Single(Mistakes($"ships: {{h: {{ip: a, {Files}, tls_key_password: {{env: KEY}}}}}}\n", ("KEY", "guessed")));

        Assert.Equal("ships/h/tls_key", missing.Path);
        Assert.Contains("say with 'tls_key_password'", missing.Message, StringComparison.Ordinal);
        Assert.Equal("ships/h/tls_key_password", wrong.Path);
        Assert.DoesNotContain("guessed", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_the_password_of_a_key_from_where_secrets_come()
    {
        _folder.Write("key.pem", TlsTexts.EncryptedKey);
        _folder.Write("password", TlsTexts.Password + "\n");

        Assert.Equal(TlsTexts.Password, Password("{env: KEY}", ("KEY", TlsTexts.Password))?.Value?.Reveal());
        Assert.Equal(TlsTexts.Password, Password("{file: password}")?.Value?.Reveal());
        Assert.Equal("pass", Password("{command: [pass, show, key]}")?.Command?.Program);
    }

    [Fact]
    public void Does_not_take_the_password_itself()
    {
        var mistake = Assert.Single(Mistakes($"ships: {{h: {{ip: a, {Files}, tls_key_password: hunter22}}}}\n"));

        Assert.Equal(DiagnosticCodes.WrongType, mistake.Code);
        Assert.DoesNotContain("hunter22", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hides_the_password_in_whatever_is_shown()
    {
        _folder.Write("key.pem", TlsTexts.EncryptedKey);
        var environment = Load($"ships: {{h: {{ip: a, {Files}, tls_key_password: {{env: KEY}}}}}}\n", ("KEY", TlsTexts.Password));

        Assert.Equal("say ***", SecretMask.For(environment).Mask($"say {TlsTexts.Password}"));
    }

    [Fact]
    public void Warns_of_a_password_without_effect()
    {
        Assert.Contains("no effect without 'tls: true'", Assert.Single(Load("ships: {h: {ip: a, tls_key_password: {env: KEY}}}\n").Warnings).Message, StringComparison.Ordinal);
        Assert.Contains(Load("ships: {h: {ip: a, tls: true, tls_key_password: {env: KEY}}}\n", ("KEY", "x")).Warnings, w => w.Message.Contains("no effect without 'tls_key'", StringComparison.Ordinal));
    }

    private Secret? Password(string source, params (string, string)[] variables)
        => Assert.IsType<TcpEndpoint>(Load($"ships: {{h: {{ip: a, {Files}, tls_key_password: {source}}}}}\n", variables).Ship("h").Endpoint).Tls?.KeyPassword;

    private IReadOnlyList<Diagnostic> Mistakes(string text, params (string, string)[] variables)
        => Assert.Throws<MaestroException>(() => Load(text, variables)).Diagnostics;

    private MaestroEnvironment Load(string text, params (string Name, string Value)[] variables)
        => new EnvironmentLoader(variables.ToDictionary(v => v.Name, v => v.Value), _folder.Path, new StringReader($"name: a\n{text}")).Load("-");
}
