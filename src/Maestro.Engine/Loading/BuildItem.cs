using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Items of a build (<c>MaestroImage</c>) that are images to make: projects, folders with a Dockerfile, archives.</summary>
public static class BuildItem
{
    private const StringSplitOptions Words = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    // The fields of a line, as the targets of the packages write it.
    private static readonly string[] Fields = ["FullPath", "Service", "Image", "Configuration", "Properties", "Sources", "Environment", "DefiningProjectFullPath", "Folder"];

    /// <summary>The image of an item, if it is for an environment; an item that names none is for all.</summary>
    /// <param name="path">What the item includes.</param>
    /// <param name="metadata">Its metadata, by name; empty for what it does not have.</param>
    /// <param name="folder">Full path of the folder in which relative paths start.</param>
    /// <param name="environmentFile">Full path of the environment file.</param>
    /// <returns>Null when it is for another environment.</returns>
    public static ServiceBuild? Read(string path, Func<string, string> metadata, string folder, string environmentFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata("Environment") is { Length: > 0 } wanted && Path.GetFullPath(wanted, folder) != environmentFile)
        {
            return null;
        }

        var place = metadata("DefiningProjectFullPath") is { Length: > 0 } file ? new SourceLocation(file) : null;
        var build = BuildPath.Parse(Path.GetFullPath(path, folder)) with { Location = place };
        return new ServiceBuild(build is ProjectBuild project ? WithMetadata(project, metadata, folder) : build)
        {
            Services = metadata("Service").Split(';', Words),
            Image = metadata("Image"),
        };
    }

    /// <summary>The images for an environment among items that were handed on as text, a line for each, its fields parted by <c>|</c>.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="environmentFile">Full path of the environment file.</param>
    public static IReadOnlyList<ServiceBuild> Parse(IEnumerable<string> lines, string environmentFile)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return [.. lines.Select(l => l.Split('|')).Select(f => Read(f[0], name => Field(f, name), Field(f, "Folder"), environmentFile)).OfType<ServiceBuild>()];
    }

    private static string Field(string[] fields, string name) => fields.ElementAtOrDefault(Array.IndexOf(Fields, name)) ?? string.Empty;

    private static ProjectBuild WithMetadata(ProjectBuild project, Func<string, string> metadata, string folder) => project with
    {
        Configuration = metadata("Configuration") is { Length: > 0 } configuration ? configuration : project.Configuration,
        Properties = PropertiesOf(metadata("Properties")),
        Sources = [.. metadata("Sources").Split(';', Words).Select(s => Path.GetFullPath(s, folder))],
    };

    private static Dictionary<string, string> PropertiesOf(string text)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in text.Split(';', Words))
        {
            var equals = property.IndexOf('=', StringComparison.Ordinal);
            properties[equals < 0 ? property : property[..equals].TrimEnd()] = equals < 0 ? string.Empty : property[(equals + 1)..].TrimStart();
        }

        return properties;
    }
}
