using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>A named group of instances made from one image.</summary>
public sealed record Service
{
    /// <summary>The service's name.</summary>
    public required string Name { get; init; }

    /// <summary>The image of the instances that name none of their own.</summary>
    public required ImageReference Image { get; init; }

    /// <summary>Whether plays leave the service out when nothing is named.</summary>
    public bool Omit { get; init; }

    /// <summary>Services that must be up before this one, by name; their addresses are handed over.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Services whose addresses are handed over without any effect on order, by name.</summary>
    public IReadOnlyList<string> WantsInfo { get; init; } = [];

    /// <summary>Variables for all instances, by name; a null value removes the image's variable.</summary>
    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>();

    /// <summary>The instances, in the order of the file.</summary>
    public IReadOnlyList<Instance> Instances { get; init; } = [];

    /// <summary>Where the service is declared.</summary>
    public SourceLocation? Location { get; init; }
}
