using System.Net;

namespace Maestro.Engine.Loading;

/// <summary>IP addresses as people write them.</summary>
internal static class AddressText
{
    public static bool IsAddress(string text) => Parse(text) is not null;

    /// <summary>The address, or null. A bare number is an address to the framework's parser, and surely none to the person.</summary>
    public static IPAddress? Parse(string text)
        => IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3) ? address : null;
}
