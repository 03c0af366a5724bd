namespace Maestro.Engine.Model;

/// <summary>The network that a container is on (<c>net</c> in the file).</summary>
/// <param name="Text">Docker's word for it: <c>bridge</c>, <c>host</c>, <c>none</c>, <c>container:NAME</c>, or the name of a network; empty for the engine's default.</param>
public sealed record NetworkMode(string Text)
{
    private const string ContainerPrefix = "container:";

    /// <summary>Nothing was said: the engine's default network.</summary>
    public static NetworkMode Default { get; } = new(string.Empty);

    /// <summary>Whether nothing was said.</summary>
    public bool IsDefault => Text.Length == 0;

    /// <summary>The container whose network is shared, or null.</summary>
    public string? SharedContainer => Text.StartsWith(ContainerPrefix, StringComparison.Ordinal) ? Text[ContainerPrefix.Length..] : null;

    /// <summary>The network of another container.</summary>
    /// <param name="name">The container's name.</param>
    internal static NetworkMode OfContainer(string name) => new(ContainerPrefix + name);

    /// <summary>Whether ports can be published: not on the ship's own network, and not by a guest of another container's.</summary>
    public bool PublishesPorts => Text != "host" && SharedContainer is null;
}
