using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>What a path alone means where an image is to be built: a project, an archive, a Dockerfile or the folder that it is in.</summary>
public static class BuildPath
{
    private const string DefaultDockerfile = "Dockerfile";

    private static readonly string[] ProjectEndings = [".csproj", ".fsproj", ".vbproj"];
    private static readonly string[] ArchiveEndings = [".tar", ".tar.gz", ".tgz"];

    /// <summary>The build that a path means. What is not there yet is taken for what its name looks like.</summary>
    /// <param name="path">The full path.</param>
    public static ImageBuild Parse(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return EndsWith(path, ProjectEndings) ? new ProjectBuild(path)
            : EndsWith(path, ArchiveEndings) ? new ArchiveBuild(path)
            : Dockerfile(path);
    }

    /// <param name="path">Full path of a Dockerfile, or of its folder.</param>
    /// <param name="context">Full path of the context; null for the Dockerfile's folder.</param>
    /// <param name="isFile">Whether a path that is not there is the Dockerfile's, whatever its name looks like.</param>
    internal static DockerfileBuild Dockerfile(string path, string? context = null, bool isFile = false)
        => File.Exists(path) || (!Directory.Exists(path) && (isFile || LooksLikeDockerfile(path)))
            ? new DockerfileBuild(context ?? Path.GetDirectoryName(path)!, path)
            : new DockerfileBuild(context ?? path, Path.Combine(path, DefaultDockerfile));

    private static bool LooksLikeDockerfile(string path)
        => Path.GetFileName(path).StartsWith(DefaultDockerfile, StringComparison.OrdinalIgnoreCase)
            || path.EndsWith("." + DefaultDockerfile, StringComparison.OrdinalIgnoreCase)
            || Path.GetFileName(path).Equals("Containerfile", StringComparison.OrdinalIgnoreCase);

    private static bool EndsWith(string path, string[] endings) => endings.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
