using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>A whole file as far as it could be read, before its names are checked against each other.</summary>
internal sealed record EnvironmentDraft(string? Name, IReadOnlyList<ShipDraft> Ships, IReadOnlyList<ServiceDraft> Services)
{
    public IReadOnlyList<NetworkDefinition> Networks { get; init; } = [];

    /// <summary>Names of all services in the file, readable or not, so that one mistake is not reported twice.</summary>
    public required IReadOnlyCollection<string> ServiceNames { get; init; }

    /// <summary>Where its values come from, if somebody wants to know.</summary>
    public IReadOnlyList<ValueOrigin> Origins { get; init; } = [];

    public IReadOnlyList<RegistryDraft> Registries { get; init; } = [];

    public IReadOnlyList<Secret> Secrets { get; init; } = [];

    public IReadOnlyList<AuditorSpec> Auditors { get; init; } = [];
}
