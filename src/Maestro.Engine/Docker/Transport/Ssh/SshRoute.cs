using System.Globalization;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>The way to one engine through an SSH server.</summary>
/// <param name="Host">Name or address of the SSH server, or an alias of the user's configuration of SSH.</param>
/// <param name="Target">Where the engine listens there.</param>
internal sealed record SshRoute(string Host, SshTarget Target)
{
    private const int UsualPort = 22;

    /// <summary>Where else to look for the engine when the target is refused; null for nowhere.</summary>
    public SshTarget? Fallback { get; init; }

    /// <summary>Empty to leave it to the configuration of SSH.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Null to leave it to the configuration of SSH.</summary>
    public int? Port { get; init; }

    /// <summary>Full path; empty to leave it to the agent and the configuration of SSH.</summary>
    public string KeyFile { get; init; } = string.Empty;

    /// <summary>Hosts to go through, as OpenSSH writes them; empty for none.</summary>
    public string Jump { get; init; } = string.Empty;

    /// <summary>Further options of OpenSSH.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Longest time for the login.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a silent machine is waited for.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long the engine may take to answer the first ping.</summary>
    public TimeSpan PingTimeout { get; init; } = EngineTimeouts.UsualPing;

    /// <summary>Longest time until the engine answers, all tries together; null for no limit.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>Whether the engine answers a ping that is not encrypted.</summary>
    public bool SpeaksPlainHttp { get; init; } = true;

    /// <summary>For messages.</summary>
    public string Address
    {
        get
        {
            var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
            var port = Port is null or UsualPort ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{Port}");
            return $"ssh://{(User.Length == 0 ? string.Empty : User + "@")}{host}{port}";
        }
    }

    /// <summary>What to type to go there by hand.</summary>
    public string Command
    {
        get
        {
            var jump = Jump.Length == 0 ? string.Empty : $"-J {Jump} ";
            var port = Port is null or UsualPort ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"-p {Port} ");
            return $"ssh {jump}{port}{(User.Length == 0 ? string.Empty : User + "@")}{Host}";
        }
    }

    /// <summary>Every SSH server that is logged in to on the way, without its user.</summary>
    public IEnumerable<string> Servers
        => Jump.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(j => j[(j.LastIndexOf('@') + 1)..])
            .Append(Port is null ? Host : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}"));
}
