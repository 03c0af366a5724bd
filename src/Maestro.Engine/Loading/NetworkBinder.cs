using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>A network mode with the place that gives it.</summary>
internal sealed record NetworkDraft(NetworkMode Mode, BoundNode Place);

/// <summary>Reads what a container's network is made of.</summary>
internal static partial class NetworkBinder
{
    private const string NetExpected = "bridge, host, none, container:NAME, or the name of a network";

    public static NetworkDraft? Net(BoundNode net)
    {
        if (net.Text(NetExpected) is not { } text)
        {
            return null;
        }

        if (text.Length > 0 && !Mode().IsMatch(text))
        {
            net.Error(DiagnosticCodes.InvalidValue, $"Expected {NetExpected}; found {net.Describe()}.");
            return null;
        }

        return new NetworkDraft(new NetworkMode(text), net);
    }

    public static IReadOnlyList<string> Dns(BoundNode dns)
    {
        const string Expected = "the IP address of a DNS server, or a list of them";
        var servers = new List<string>();
        foreach (var (address, place) in NameBinder.Each(dns, Expected))
        {
            if (!AddressText.IsAddress(address))
            {
                place.Error(DiagnosticCodes.InvalidValue, $"Expected {Expected}; found {place.Describe()}.");
            }

            servers.Add(address);
        }

        return servers;
    }

    [GeneratedRegex(@"\A(container:)?[a-zA-Z0-9][a-zA-Z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Mode();
}
