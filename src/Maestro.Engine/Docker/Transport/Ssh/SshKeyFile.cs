using System.Text;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Tells why OpenSSH passes over a private key without a word.</summary>
internal static class SshKeyFile
{
    private const int Longest = 64 * 1024;

    /// <returns>Null when nothing is wrong with it.</returns>
    public static string? WhyUnusable(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Write);
            var text = new byte[Math.Min(file.Length, Longest)];
            file.ReadExactly(text);
            return IsEncrypted(Encoding.Latin1.GetString(text)) ? "it has a passphrase, and no agent holds it" : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return "there is no such file";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "it cannot be read by this user";
        }
    }

    private static bool IsEncrypted(string text)
        => text.Contains("ENCRYPTED", StringComparison.Ordinal) || CipherOf(text) is { } cipher && cipher != "none";

    // The form of OpenSSH: a magic word, then the name of the cipher after its length.
    private static string? CipherOf(string text)
    {
        const string Begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
        const string Magic = "openssh-key-v1\0";
        const int Beginning = 64;
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        if (begin < 0)
        {
            return null;
        }

        var signs = text[(begin + Begin.Length)..].Where(c => !char.IsWhiteSpace(c)).Take(Beginning).ToArray();
        var bytes = new byte[Beginning];
        if (signs.Length < Beginning || !Convert.TryFromBase64Chars(signs, bytes, out _) || !bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(Magic)))
        {
            return null;
        }

        var length = bytes[Magic.Length + 3];
        return length < Beginning / 2 ? Encoding.ASCII.GetString(bytes, Magic.Length + 4, length) : null;
    }
}
