using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Microsoft.Build.Framework;

namespace Maestro.MSBuild;

/// <summary>The items of a build that are images to make.</summary>
internal static class ImageItems
{
    private const StringSplitOptions Words = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <param name="item">A project, a folder with a Dockerfile, or an archive.</param>
    /// <param name="folder">Where its path starts.</param>
    public static ServiceBuild Of(ITaskItem item, string folder)
    {
        var place = item.GetMetadata("DefiningProjectFullPath") is { Length: > 0 } file ? new SourceLocation(file) : null;
        var build = BuildPath.Parse(Path.GetFullPath(item.ItemSpec, folder)) with { Location = place };
        return new ServiceBuild(build is ProjectBuild project ? WithMetadata(project, item, folder) : build)
        {
            Services = item.GetMetadata("Service").Split(';', Words),
            Image = item.GetMetadata("Image"),
        };
    }

    /// <summary>Whether the item is for that environment file; one that names none is for all.</summary>
    public static bool IsFor(ITaskItem item, string environment, string folder)
        => item.GetMetadata("Environment") is not { Length: > 0 } wanted || Path.GetFullPath(wanted, folder) == environment;

    private static ProjectBuild WithMetadata(ProjectBuild project, ITaskItem item, string folder) => project with
    {
        Configuration = item.GetMetadata("Configuration") is { Length: > 0 } configuration ? configuration : project.Configuration,
        Properties = PropertiesOf(item),
        Sources = [.. item.GetMetadata("Sources").Split(';', Words).Select(s => Path.GetFullPath(s, folder))],
    };

    private static Dictionary<string, string> PropertiesOf(ITaskItem item)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in item.GetMetadata("Properties").Split(';', Words))
        {
            var equals = property.IndexOf('=', StringComparison.Ordinal);
            properties[equals < 0 ? property : property[..equals].TrimEnd()] = equals < 0 ? string.Empty : property[(equals + 1)..].TrimStart();
        }

        return properties;
    }
}
