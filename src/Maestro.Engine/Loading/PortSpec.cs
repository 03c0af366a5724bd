using System.Globalization;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>One side of a port as it is written: <c>80</c>, <c>53/udp</c>, <c>8000-8010</c> or <c>auto</c>.</summary>
/// <param name="Protocol">The protocol, or null when none is written.</param>
internal readonly record struct PortSpec(PortRange Range, string? Protocol)
{
    public const string DefaultProtocol = "tcp";

    public const int Highest = 65535;
    private const string Auto = "auto";

    public string ProtocolOrDefault => Protocol ?? DefaultProtocol;

    /// <summary>Parses one side.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? TryParse(string text, out PortSpec spec)
    {
        spec = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var protocol = slash < 0 ? null : text[(slash + 1)..].Trim().ToLowerInvariant();
        if (protocol is not (null or "tcp" or "udp" or "sctp"))
        {
            return $"'{protocol}' is no protocol; expected tcp, udp or sctp.";
        }

        var ports = (slash < 0 ? text : text[..slash]).Trim();
        if (TryParseRange(ports, out var range) is { } mistake)
        {
            return mistake;
        }

        spec = new PortSpec(range, protocol);
        return null;
    }

    private static string? TryParseRange(string text, out PortRange range)
    {
        range = PortRange.Chosen;
        if (text == Auto)
        {
            return null;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var (first, last) = dash < 0 ? (text, text) : (text[..dash], text[(dash + 1)..]);
        if (!TryParseNumber(first, out var low) || !TryParseNumber(last, out var high))
        {
            return text.Length == 0 ? "A port is missing." : $"'{text}' is no port; expected a number from 1 to {Highest}, or two with a '-' between.";
        }

        if (low > Highest || high > Highest || (dash >= 0 && low == 0))
        {
            return $"'{text}' is out of range; ports go from 1 to {Highest}.";
        }

        range = new PortRange(low, high);
        return low > high ? $"The range '{text}' is the wrong way round; write {high}-{low}." : null;
    }

    private static bool TryParseNumber(string text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
