using System.Xml.Linq;
using Maestro.Engine.Diagnostics;

namespace Maestro.Cli.Init;

/// <summary>Has a project reference the task package; all else in its file stays as it was written.</summary>
/// <param name="project">The project file.</param>
internal sealed class PackageReference(string project)
{
    /// <summary>The package with the targets.</summary>
    public const string Package = "Maestro.MSBuild";

    private static readonly string[] ProjectFiles = ["*.csproj", "*.fsproj", "*.vbproj"];

    /// <param name="folder">Where the user stands.</param>
    /// <param name="named">The project, if the user named one.</param>
    /// <exception cref="MaestroException">There is no such project, or it is not clear which is meant.</exception>
    public static PackageReference In(string folder, string? named)
    {
        if (named is not null)
        {
            var file = Path.GetFullPath(named, folder);
            return File.Exists(file) ? new(file) : throw Wrong($"There is no project {named}.");
        }

        List<string> found = [.. ProjectFiles.SelectMany(pattern => Directory.GetFiles(folder, pattern)).Order(StringComparer.Ordinal)];
        return found switch
        {
            [var only] => new(only),
            [] => throw Wrong("There is no project in this folder: name one with '--msbuild PROJECT', or see '--solution'."),
            _ => throw Wrong($"There are several projects in this folder: name one with '--msbuild PROJECT': {string.Join(", ", found.Select(Path.GetFileName))}."),
        };
    }

    /// <returns>What was done, for the user.</returns>
    /// <param name="environmentFile">The environment file, which the project takes by itself only when it lies beside it.</param>
    public string Add(string environmentFile)
    {
        var name = Path.GetFileName(project);
        var folder = Path.GetDirectoryName(project)!;
        var file = ProjectText.Read(project);
        if (file.Has("PackageReference", Package))
        {
            return $"kept {name}, which references {Package} already";
        }

        var central = CentralVersions.Above(folder);
        XElement reference = new(
            "PackageReference",
            new XAttribute("Include", Package),
            central is null ? new XAttribute("Version", ToolVersion.Text) : null,
            new XAttribute("PrivateAssets", "all"));
        var fromProject = Path.GetRelativePath(folder, environmentFile).Replace('\\', '/');
        file.AddItems(fromProject == "maestro.yaml" ? [reference] : [reference, new("MaestroEnvironment", new XAttribute("Include", fromProject))]);
        var added = $"added {Package} to {name}";
        return central?.Add() is { } line ? $"{added}\n{line}" : added;
    }

    private static MaestroException Wrong(string message) => new(Diagnostic.Error(DiagnosticCodes.InvalidOption, message));
}
