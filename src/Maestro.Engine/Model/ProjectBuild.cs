using System.Collections.ObjectModel;

namespace Maestro.Engine.Model;

/// <summary>An image that the .NET SDK makes of a project.</summary>
/// <param name="Project">Full path of the project file.</param>
public sealed record ProjectBuild(string Project) : ImageBuild
{
    /// <summary>The configuration when nothing else is said.</summary>
    internal const string DefaultConfiguration = "Release";

    /// <summary>The configuration that is built.</summary>
    public string Configuration { get; init; } = DefaultConfiguration;

    /// <summary>Properties for its build, by name.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Full paths of further files and folders that the project is made from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    internal override string Input => Project;

    internal override string Definition => Lines("project", [Project, Configuration, .. Sorted(Properties), "sources", .. Sources]);
}
