using System.Text;
using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

public sealed class SshKeyFileTests : IDisposable
{
    private const string Locked = "it has a passphrase, and no agent holds it";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("none", null)]
    [InlineData("aes256-ctr", Locked)]
    [InlineData("chacha20-poly1305@openssh.com", Locked)]
    public void Finds_the_passphrase_of_a_key_of_openssh(string cipher, string? expected)
    {
        byte[] content = [.. "openssh-key-v1\0"u8, 0, 0, 0, (byte)cipher.Length, .. Encoding.ASCII.GetBytes(cipher), .. new byte[100]];

        Assert.Equal(expected, WhyUnusable($"-----BEGIN OPENSSH PRIVATE KEY-----\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\n-----END OPENSSH PRIVATE KEY-----\n"));
    }

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n", Locked)]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n", Locked)]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n", null)]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", null)]
    [InlineData("hello", null)]
    [InlineData("", null)]
    public void Finds_the_passphrase_of_a_key_of_the_old_forms(string text, string? expected) => Assert.Equal(expected, WhyUnusable(text));

    [Fact]
    public void Says_that_there_is_no_file() => Assert.Equal("there is no such file", SshKeyFile.WhyUnusable(Path.Combine(_folder.Path, "none")));

    [Fact]
    public void Says_that_a_folder_cannot_be_read() => Assert.Equal("it cannot be read by this user", SshKeyFile.WhyUnusable(_folder.Path));

    private string? WhyUnusable(string text) => SshKeyFile.WhyUnusable(_folder.Write("key", text));
}
