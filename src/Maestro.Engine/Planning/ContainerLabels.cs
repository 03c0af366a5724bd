namespace Maestro.Engine.Planning;

/// <summary>The labels that Maestro puts on every container, network and image it makes: its only lasting state.</summary>
internal static class ContainerLabels
{
    public const string Environment = "maestro.environment";
    public const string Service = "maestro.service";
    public const string Instance = "maestro.instance";
    public const string Network = "maestro.network";
    public const string Hash = "maestro.hash";
    public const string Sources = "maestro.sources";
    public const string Version = "maestro.version";
}
