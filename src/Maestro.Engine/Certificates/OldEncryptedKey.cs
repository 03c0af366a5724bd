using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Certificates;

/// <summary>Keys encrypted as OpenSSL did before PKCS#8, with the cipher named in the head of the block. .NET does not read them.</summary>
internal static partial class OldEncryptedKey
{
    private const int SaltLength = 8;

    public static bool IsIn(string pem) => Block().IsMatch(pem);

    /// <summary>The key as PEM that is not encrypted.</summary>
    /// <exception cref="CryptographicException">The password is wrong, or the cipher is not supported.</exception>
    public static string Decrypt(string pem, string password)
    {
        var block = Block().Match(pem);
        using var cipher = CipherNamed(block.Groups["cipher"].Value);
        var vector = Convert.FromHexString(block.Groups["vector"].Value);
        cipher.Key = KeyOf(password, vector.AsSpan(0, SaltLength), cipher.KeySize / 8);
        var body = Convert.FromBase64String(block.Groups["body"].Value);
        return PemEncoding.WriteString(block.Groups["label"].Value, cipher.DecryptCbc(body, vector));
    }

    private static SymmetricAlgorithm CipherNamed(string name)
    {
        SymmetricAlgorithm Aes(int bits)
        {
            var aes = System.Security.Cryptography.Aes.Create();
            aes.KeySize = bits;
            return aes;
        }

        return name.ToUpperInvariant() switch
        {
            "AES-128-CBC" => Aes(128),
            "AES-192-CBC" => Aes(192),
            "AES-256-CBC" => Aes(256),
#pragma warning disable CA5350 // the file's owner chose it
            "DES-EDE3-CBC" => TripleDES.Create(),
#pragma warning restore CA5350
            _ => throw new CryptographicException($"the cipher '{name}' is not supported; encrypt the key anew with 'openssl pkcs8 -topk8'."),
        };
    }

    // OpenSSL's EVP_BytesToKey with MD5 and one round.
    private static byte[] KeyOf(string password, ReadOnlySpan<byte> salt, int length)
    {
        byte[] secret = [.. Encoding.UTF8.GetBytes(password), .. salt];
        byte[] key = [];
        byte[] last = [];
        while (key.Length < length)
        {
#pragma warning disable CA5351 // the format prescribes it
            last = MD5.HashData([.. last, .. secret]);
#pragma warning restore CA5351
            key = [.. key, .. last];
        }

        return key[..length];
    }

    [GeneratedRegex(
        @"-----BEGIN (?<label>[A-Z ]*PRIVATE KEY)-----\s+Proc-Type: 4,ENCRYPTED\s+DEK-Info: (?<cipher>[A-Za-z0-9-]+),(?<vector>(?:[0-9A-Fa-f]{2}){8,16})\s+(?<body>[A-Za-z0-9+/=\s]+)-----END",
        RegexOptions.CultureInvariant)]
    private static partial Regex Block();
}
