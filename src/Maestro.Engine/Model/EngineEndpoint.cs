namespace Maestro.Engine.Model;

/// <summary>Where a Docker engine listens.</summary>
public abstract record EngineEndpoint
{
    /// <summary>Whether the engine is reached without leaving this machine, so that its containers' own addresses may be reachable.</summary>
    public abstract bool IsLocal { get; }
}

/// <summary>A unix socket on this machine.</summary>
/// <param name="Path">Absolute path of the socket.</param>
public sealed record UnixEndpoint(string Path) : EngineEndpoint
{
    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override string ToString() => $"unix://{Path}";
}

/// <summary>A named pipe of Windows on this machine.</summary>
/// <param name="Path">The pipe, such as <c>//./pipe/docker_engine</c>.</param>
public sealed record NamedPipeEndpoint(string Path) : EngineEndpoint
{
    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override string ToString() => $"npipe://{Path}";
}

/// <summary>TCP, plain or with TLS.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Port; 2375 is the usual one, 2376 with TLS.</param>
public sealed record TcpEndpoint(string Host, int Port) : EngineEndpoint
{
    /// <summary>How TLS is spoken; null for plain TCP.</summary>
    public TlsSettings? Tls { get; init; }

    /// <inheritdoc/>
    public override bool IsLocal => System.Net.IPAddress.TryParse(Host, out var address)
        ? System.Net.IPAddress.IsLoopback(address)
        : string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => $"tcp://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";
}
