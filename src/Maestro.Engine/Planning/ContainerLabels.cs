namespace Maestro.Engine.Planning;

/// <summary>The labels that Maestro puts on every container and network it makes: its only lasting state.</summary>
internal static class ContainerLabels
{
    public const string Environment = "maestro.environment";
    public const string Service = "maestro.service";
    public const string Instance = "maestro.instance";
    public const string Network = "maestro.network";
    public const string Hash = "maestro.hash";
    public const string Version = "maestro.version";

    /// <summary>The name of the copy; what is no copy's is without it.</summary>
    public const string Run = "maestro.run";

    /// <summary>When a copy may be swept, in UTC.</summary>
    public const string Expires = "maestro.expires";

    /// <summary>The ports of the ship that were chosen for a copy's container.</summary>
    public const string Ports = "maestro.ports";
}
