using System.Security.Cryptography;
using System.Text;

namespace Maestro.Engine.Variables;

/// <summary>Stands for a list of texts: equal lists have equal digests, and others have others.</summary>
internal static class VariableDigest
{
    public static string Of(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
