namespace Maestro.Engine.Model;

/// <summary>An image that somebody else than the environment file says how to build, such as the build that the engine runs in.</summary>
/// <param name="Build">What it is made from.</param>
public sealed record ServiceBuild(ImageBuild Build)
{
    /// <summary>Names of the services that run it; none to go by <see cref="Image"/>.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>
    /// The image's name: what the services run then, or without services the name by which the file's instances ask for it. Empty for the name in the
    /// file; without services, those that the file builds from the same project, Dockerfile or archive are meant.
    /// </summary>
    public string Image { get; init; } = string.Empty;
}
