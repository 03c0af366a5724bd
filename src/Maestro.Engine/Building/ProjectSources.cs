using Maestro.Engine.Model;

namespace Maestro.Engine.Building;

/// <summary>The files that a .NET project is made from, found without building it.</summary>
/// <remarks>
/// Rather too many than too few: everything in the folders of the project and of those that it refers to, what their items and imports name
/// elsewhere, and the files above them that the SDK takes in by their names. Left out is what builds make, and what begins with a dot.
/// </remarks>
internal sealed class ProjectSources
{
    private static readonly HashSet<string> LeftOut = new(["bin", "obj", "node_modules", "TestResults"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] TakenFromAbove =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "Directory.Build.rsp", "global.json",
        "nuget.config", "NuGet.config", "NuGet.Config",
    ];

    private readonly ProjectBuild _build;
    private readonly CancellationToken _cancellation;
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _projects = new(StringComparer.Ordinal);
    private readonly HashSet<string> _artifacts = new(StringComparer.Ordinal);

    private ProjectSources(ProjectBuild build, CancellationToken cancellation) => (_build, _cancellation) = (build, cancellation);

    /// <returns>Full paths, in ordinal order.</returns>
    /// <exception cref="BuildInputException">The project, or one of the further sources, is not there; or a folder cannot be read.</exception>
    public static IReadOnlyCollection<string> Find(ProjectBuild build, CancellationToken cancellation)
    {
        BuildInputs.Require(build);
        var sources = new ProjectSources(build, cancellation);
        try
        {
            sources.AddProject(build.Project);
            sources.AddStated();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BuildInputException.Unreadable(Path.GetDirectoryName(build.Project)!, exception);
        }

        return sources._files;
    }

    /// <summary>A hash over the files and over what else the build is told; the same for equal sources elsewhere.</summary>
    /// <exception cref="BuildInputException">A file is not there or cannot be read.</exception>
    public static async Task<string> HashAsync(ProjectBuild build, CancellationToken cancellation)
    {
        using var hash = new SourceHash();
        var folder = Path.GetDirectoryName(build.Project)!;
        hash.Add("project").Add(Path.GetFileName(build.Project)).Add(build.Configuration).Add(build.Properties);
        foreach (var file in Find(build, cancellation))
        {
            hash.Add(Path.GetRelativePath(folder, file).Replace('\\', '/'));
            await hash.AddFileAsync(file, cancellation).ConfigureAwait(false);
        }

        return hash.End();
    }

    private void AddProject(string project)
    {
        if (!_projects.Add(project))
        {
            return;
        }

        var folder = Path.GetDirectoryName(project)!;
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var above in Above(folder))
        {
            AddImport(above, project, properties);
            if (properties.GetValueOrDefault("UseArtifactsOutput") is "true")
            {
                _artifacts.Add(properties.GetValueOrDefault("ArtifactsPath") ?? Path.Combine(Path.GetDirectoryName(above)!, "artifacts"));
            }
        }

        AddImport(project, project, properties);
        AddFolder(new DirectoryInfo(folder));
    }

    // A file may import others; those that are there are followed, once each.
    private void AddImport(string path, string project, Dictionary<string, string> properties)
    {
        _files.Add(path);
        if (!path.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && Path.GetExtension(path).ToUpperInvariant() is not (".PROPS" or ".TARGETS"))
        {
            return;
        }

        var file = new ProjectFile(path, project, properties);
        foreach (var import in file.Imports.Where(i => File.Exists(i) && _projects.Add($"{i} of {project}")))
        {
            AddImport(import, project, properties);
        }

        foreach (var item in file.Items)
        {
            AddPath(item);
        }

        foreach (var reference in file.References.Where(File.Exists))
        {
            AddProject(reference);
        }
    }

    private void AddStated()
    {
        foreach (var source in _build.Sources)
        {
            if (!File.Exists(source) && !Directory.Exists(source))
            {
                throw new BuildInputException($"There is no '{source}', which 'sources' names.");
            }

            AddPath(source);
        }
    }

    private void AddPath(string path)
    {
        if (File.Exists(path))
        {
            _files.Add(path);
        }
        else if (Directory.Exists(path))
        {
            AddFolder(new DirectoryInfo(Path.TrimEndingDirectorySeparator(path)));
        }
    }

    // Builds follow links. A folder that is reached in two ways is taken once, always in the same of the two.
    private void AddFolder(DirectoryInfo folder)
    {
        _cancellation.ThrowIfCancellationRequested();
        var actual = folder.ResolveLinkTarget(returnFinalTarget: true) ?? folder;
        if (!actual.Exists || !_folders.Add(actual.FullName))
        {
            return;
        }

        foreach (var info in folder.EnumerateFileSystemInfos().Where(i => !i.Name.StartsWith('.')).OrderBy(i => i.Name, StringComparer.Ordinal))
        {
            if (info is DirectoryInfo inner)
            {
                AddInner(inner);
            }
            else if (info.LinkTarget is null || info.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true })
            {
                _files.Add(info.FullName);
            }
        }
    }

    private void AddInner(DirectoryInfo folder)
    {
        if (!LeftOut.Contains(folder.Name) && !_artifacts.Contains(folder.FullName))
        {
            AddFolder(folder);
        }
    }

    private static IEnumerable<string> Above(string folder)
    {
        var folders = new List<string>();
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            folders.Add(above);
        }

        folders.Reverse();
        return folders.SelectMany(f => TakenFromAbove.Select(name => Path.Combine(f, name))).Where(File.Exists);
    }
}
