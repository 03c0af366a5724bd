using System.Text.RegularExpressions;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>What OpenSSH writes when something is wrong, in its own words.</summary>
internal static partial class SshWords
{
    [GeneratedRegex(@"REMOTE HOST IDENTIFICATION HAS CHANGED|REVOKED HOST KEY|^Host key for .* has changed", RegexOptions.CultureInvariant)]
    public static partial Regex HostKeyChanged();

    [GeneratedRegex(@"^Offending .*key in (?<place>.+)$", RegexOptions.CultureInvariant)]
    public static partial Regex OffendingKey();

    [GeneratedRegex(@"^\s+(?<command>ssh-keygen .*-R .*)$", RegexOptions.CultureInvariant)]
    public static partial Regex RemoveWith();

    [GeneratedRegex(@"^Host key verification failed|host key is known for", RegexOptions.CultureInvariant)]
    public static partial Regex HostKeyUnknown();

    [GeneratedRegex(@"Bad configuration option|bad configuration options|^command-line.* line|Bad owner or permissions on|[Uu]nsupported option|Can't open user config", RegexOptions.CultureInvariant)]
    public static partial Regex WrongConfiguration();

    /// <summary>A client whose connection is made by another one has no address to speak of.</summary>
    [GeneratedRegex(@"UNKNOWN port 65535", RegexOptions.CultureInvariant)]
    public static partial Regex ThroughAnother();

    [GeneratedRegex(@"^channel \d+: open failed: (?<why>.+)$", RegexOptions.CultureInvariant)]
    public static partial Regex ForwardRefused();

    [GeneratedRegex(@"Could not resolve hostname (?<name>[^:]+):", RegexOptions.CultureInvariant)]
    public static partial Regex NameUnknown();

    [GeneratedRegex(@"connect to host (?<where>.+): Connection refused", RegexOptions.CultureInvariant)]
    public static partial Regex Refused();

    [GeneratedRegex(@"^((?<who>\S+@\S+): )?Permission denied \(|Too many authentication failures|No more authentication methods", RegexOptions.CultureInvariant)]
    public static partial Regex LoginRefused();

    [GeneratedRegex(@"^Load key ""(?<file>.+)"": (?<why>.+)$|Identity file (?<file>.+) not accessible: (?<why>.+?)\.?$", RegexOptions.CultureInvariant)]
    public static partial Regex KeyUnusable();

    [GeneratedRegex(@"timed out during banner exchange|Connection to UNKNOWN port 65535 timed out", RegexOptions.CultureInvariant)]
    public static partial Regex SaysNothing();

    [GeneratedRegex(@"timed out|No route to host|Network is unreachable|Host is down|Timeout, server .* not responding", RegexOptions.CultureInvariant)]
    public static partial Regex OutOfReach();

    [GeneratedRegex(@"^(kex|ssh)_exchange_identification: |Exceeded MaxStartups|Not allowed at this time", RegexOptions.CultureInvariant)]
    public static partial Regex Dropped();

    [GeneratedRegex(@"Could not request (local|tunnel) forwarding|forwarding failed for listen|cannot listen to port", RegexOptions.CultureInvariant)]
    public static partial Regex ForwardNotSetUp();

    [GeneratedRegex(@"Unable to negotiate with|No user exists for uid", RegexOptions.CultureInvariant)]
    public static partial Regex NoCommonGround();
}
