using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>A service as far as it could be read.</summary>
internal sealed record ServiceDraft(string Name, BoundNode Place, ContainerDraft Defaults)
{
    public bool Omit { get; init; }

    public IReadOnlyList<Reference> Requires { get; init; } = [];

    public IReadOnlyList<Reference> WantsInfo { get; init; } = [];

    public IReadOnlyList<InstanceDraft> Instances { get; init; } = [];

    /// <summary>The service itself, once the whole file is known to be right.</summary>
    /// <param name="ships">The ships, by name.</param>
    public Service ToModel(IReadOnlyDictionary<string, Ship> ships) => new()
    {
        Name = Name,
        Image = Defaults.Image!,
        Omit = Omit,
        Requires = [.. Requires.Select(r => r.Name).Distinct(StringComparer.Ordinal)],
        WantsInfo = [.. WantsInfo.Select(r => r.Name).Distinct(StringComparer.Ordinal)],
        Env = Defaults.Env,
        Instances = [.. Instances.Select(i => i.ToModel(ships))],
        Location = Place.Location,
    };
}
