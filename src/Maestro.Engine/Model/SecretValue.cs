using System.Security.Cryptography;
using System.Text;

namespace Maestro.Engine.Model;

/// <summary>A text that no log, message or plan may show.</summary>
/// <param name="value">The text.</param>
public sealed class SecretValue(string value)
{
    /// <summary>What stands where a secret would.</summary>
    public const string Hidden = "***";

    /// <summary>The text itself, for the one who must send it.</summary>
    public string Reveal() => value;

    /// <summary>Never the text.</summary>
    public override string ToString() => Hidden;

    /// <summary>A text that changes with the secret and does not give it away; different for equal secrets of different names.</summary>
    internal string Digest(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\0{value}")));
}
