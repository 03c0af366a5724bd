// The wire types of the calls that make images. One file, since each is a handful of lines that mirrors a part of the Engine API reference.
namespace Maestro.Engine.Docker;

/// <summary>What an engine is to build.</summary>
/// <param name="Name">The name of the image, with its tag.</param>
/// <param name="Dockerfile">The Dockerfile's path in the context.</param>
internal sealed record BuildImageRequest(string Name, string Dockerfile)
{
    public IReadOnlyDictionary<string, string> Args { get; init; } = new Dictionary<string, string>();

    /// <summary>Empty for the last stage.</summary>
    public string Target { get; init; } = string.Empty;

    /// <summary>Empty for the engine's own.</summary>
    public string Platform { get; init; } = string.Empty;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the images that it begins with are pulled even when the engine has them.</summary>
    public bool Pull { get; init; }

    /// <summary>Ready value of the X-Registry-Config header, or null.</summary>
    public string? RegistryConfig { get; init; }
}

/// <summary>A piece of what a build says.</summary>
/// <param name="Text">Output as it comes, with its line ends; empty when this is about something else.</param>
/// <param name="ImageId">The id of the image that has been made, or null.</param>
/// <param name="Pull">How far the pull of a base image is, or null.</param>
internal sealed record BuildOutput(string Text, string? ImageId = null, PullProgress? Pull = null);
