using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Model;

/// <summary>The name of an image that is built and that the file gives no name.</summary>
internal static partial class BuiltImageName
{
    private const int HashLength = 12;

    /// <param name="environment">Name of the environment.</param>
    /// <param name="owner">Name of the service, or of the instance, that says how it is built.</param>
    public static ImageReference Of(string environment, string owner) => ImageReference.Parse($"maestro/{Part(environment)}/{Part(owner)}");

    // Names of images have small letters and digits; a name without any gets a part that stays the same.
    private static string Part(string name)
    {
#pragma warning disable CA1308 // names of images are lower-case
        var part = Foreign().Replace(name.ToLowerInvariant(), "-").Trim('-');
#pragma warning restore CA1308
        return part.Length > 0 ? part : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength];
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
