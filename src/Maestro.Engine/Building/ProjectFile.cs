using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Maestro.Engine.Building;

/// <summary>A project file, or one that projects import, as far as it names other files.</summary>
internal sealed partial class ProjectFile
{
    private readonly string _path;
    private readonly string _project;
    private readonly Dictionary<string, string> _properties;
    private readonly XElement? _root;

    /// <param name="path">Its full path.</param>
    /// <param name="project">Full path of the project that it is part of.</param>
    /// <param name="properties">The properties that are known so far; it adds its own.</param>
    public ProjectFile(string path, string project, Dictionary<string, string> properties)
    {
        (_path, _project, _properties) = (path, project, properties);
        _root = Read(path);
        foreach (var property in _root?.Descendants().Where(e => e.Parent?.Name.LocalName == "PropertyGroup" && !e.HasElements) ?? [])
        {
            _properties[property.Name.LocalName] = Expand(property.Value.Trim());
        }
    }

    /// <summary>The files that it imports.</summary>
    public IEnumerable<string> Imports => Paths("Import", "Project");

    /// <summary>The projects that it refers to.</summary>
    public IEnumerable<string> References => Paths("ProjectReference", "Include");

    /// <summary>The files and folders that its items name; of a pattern the folder above it.</summary>
    public IEnumerable<string> Items
        => from item in _root?.Descendants().Where(e => e.Parent?.Name.LocalName == "ItemGroup" && e.Name.LocalName is not ("ProjectReference" or "PackageReference" or "Using")) ?? []
           from attribute in item.Attributes().Where(a => a.Name.LocalName is "Include" or "Update")
           from path in Split(attribute.Value)
           select path;

    private IEnumerable<string> Paths(string element, string attribute)
        => from found in _root?.Descendants().Where(e => e.Name.LocalName == element) ?? []
           from path in Split((string?)found.Attribute(attribute) ?? string.Empty)
           select path;

    // What a property that is not known is part of cannot be followed.
    private IEnumerable<string> Split(string value)
        => from part in Expand(value).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           where !part.Contains("$(", StringComparison.Ordinal) && !part.Contains("@(", StringComparison.Ordinal) && !part.Contains("%(", StringComparison.Ordinal)
           let path = BeforePattern(part.Replace('\\', '/'))
           where path.Length > 0
           select Path.GetFullPath(path, Path.GetDirectoryName(_project)!);

    private static string BeforePattern(string path)
    {
        var pattern = path.AsSpan().IndexOfAny('*', '?');
        return pattern < 0 ? path : path[..(path[..pattern].LastIndexOf('/') + 1)];
    }

    private string Expand(string value) => Property().Replace(value, match => match.Groups["name"].Value switch
    {
        "MSBuildThisFileDirectory" => Path.GetDirectoryName(_path) + "/",
        "MSBuildThisFileFullPath" => _path,
        "MSBuildProjectDirectory" => Path.GetDirectoryName(_project)!,
        "MSBuildProjectFullPath" => _project,
        "MSBuildProjectName" => Path.GetFileNameWithoutExtension(_project),
        var name => _properties.GetValueOrDefault(name, match.Value),
    });

    // A broken project is for its build to report.
    private static XElement? Read(string path)
    {
        try
        {
            return XDocument.Load(path).Root;
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\$\((?<name>\w+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Property();
}
