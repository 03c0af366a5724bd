using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>A host that runs Docker.</summary>
public sealed record Ship
{
    /// <summary>The name that instances refer to.</summary>
    public required string Name { get; init; }

    /// <summary>The address at which published ports are reached, by containers and by checks (<c>ip</c> in the file).</summary>
    public required string Address { get; init; }

    /// <summary>Where the Docker engine listens.</summary>
    public required EngineEndpoint Endpoint { get; init; }

    /// <summary>Longest time to wait for a connection to the engine, TLS included; 10 s unless the file says otherwise.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time without a byte of an answer that is due at once, and without the answer to a ping where it is not; null for no limit but 30 s for a ping.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Longest time until the engine has answered a call that is not a stream; null for no limit.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>The version of the Engine API that the file asks for; empty to agree on one with the engine.</summary>
    public string ApiVersion { get; init; } = string.Empty;

    /// <summary>Where the ship is declared.</summary>
    public SourceLocation? Location { get; init; }
}
