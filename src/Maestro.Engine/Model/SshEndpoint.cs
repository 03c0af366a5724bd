using System.Globalization;

namespace Maestro.Engine.Model;

/// <summary>An engine behind an SSH server.</summary>
/// <param name="Host">Name or address of the SSH server.</param>
public sealed record SshEndpoint(string Host) : EngineEndpoint
{
    /// <summary>The usual port of SSH servers.</summary>
    public const int DefaultPort = 22;

    /// <summary>The user to log in as; empty to leave it to the configuration of SSH.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Port of the SSH server.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Whether that port was stated; otherwise the configuration of SSH may say another.</summary>
    public bool StatesPort { get; init; }

    /// <summary>Full path of the private key; empty to leave it to the agent and the configuration of SSH.</summary>
    public string KeyFile { get; init; } = string.Empty;

    /// <summary>Hosts to go through, as OpenSSH writes them (<c>user@host:port,…</c>); empty for none.</summary>
    public string Jump { get; init; } = string.Empty;

    /// <summary>Further options of OpenSSH.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>The engine's socket on the far side; empty when it listens on a port there.</summary>
    public string RemoteSocket { get; init; } = string.Empty;

    /// <summary>The engine's port on the far side; 0 when it listens on a socket.</summary>
    public int RemotePort { get; init; }

    /// <summary>Whether the usual socket may be tried when nothing listens on the port: the file names neither.</summary>
    public bool MayTryUsualSocket { get; init; }

    /// <summary>How TLS is spoken through the tunnel; null for plain.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>Longest time to wait for the connection to the SSH server.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a machine that has gone silent is waited for; null for 45 s.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Longest time until the engine answers through the tunnel, all tries together; null for no limit.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <inheritdoc/>
    public override bool IsLocal => false;

    /// <inheritdoc/>
    public override string ToString()
    {
        var user = User.Length == 0 ? string.Empty : $"{User}@";
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        var port = Port == DefaultPort && !StatesPort ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{Port}");
        return $"ssh://{user}{host}{port}";
    }
}
