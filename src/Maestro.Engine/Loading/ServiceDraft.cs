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
    /// <param name="environment">Name of the environment.</param>
    /// <param name="ships">The ships, by name.</param>
    /// <param name="builds">The images that are built, by their full names.</param>
    public Service ToModel(string environment, IReadOnlyDictionary<string, Ship> ships, IReadOnlyDictionary<string, ImageBuild> builds) => new()
    {
        Name = Name,
        Image = Defaults.Image ?? BuiltImageName.Of(environment, Name),
        Omit = Omit,
        Requires = [.. Requires.Select(r => r.Name).Distinct(StringComparer.Ordinal)],
        WantsInfo = [.. WantsInfo.Select(r => r.Name).Distinct(StringComparer.Ordinal)],
        Env = Defaults.Env,
        Instances = [.. Instances.Select(i => i.ToModel(environment, ships, builds))],
        Location = Place.Location,
    };
}
