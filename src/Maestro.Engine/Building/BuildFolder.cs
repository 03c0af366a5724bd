using System.Security.Cryptography;
using System.Text;
using Maestro.Engine.Files;
using Maestro.Engine.Model;

namespace Maestro.Engine.Building;

/// <summary>Where a project is built for its image: apart from where its developers build it, and one build at a time.</summary>
/// <param name="build">The build.</param>
internal sealed class BuildFolder(ProjectBuild build)
{
    private const int HashLength = 16;
    private const string Archive = "image.tar";
    private static readonly TimeSpan OldAge = TimeSpan.FromDays(1);

    /// <summary>The folder itself.</summary>
    public string FullPath { get; } = Path.Combine(
        UserFolder.PathOf("builds"),
        $"{Path.GetFileNameWithoutExtension(build.Project)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(build.Definition)))[..HashLength]}");

    private string Images => Path.Combine(FullPath, "images");

    /// <summary>Where what the build makes goes.</summary>
    /// <param name="platform">The platform it is made for; empty for what the project says.</param>
    public string OutputOf(string platform) => Path.Combine(FullPath, "output", platform);

    /// <summary>The archive with the image that is made of the sources with that hash, be it there or not.</summary>
    public string ArchiveOf(string sources, string platform) => Path.Combine(Images, sources[..HashLength], platform, Archive);

    /// <summary>The archives that are there with an image made of the sources with that hash, by platform.</summary>
    public IReadOnlyDictionary<string, string> ArchivesOf(string sources)
    {
        var folder = Path.Combine(Images, sources[..HashLength]);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, Archive, SearchOption.AllDirectories).ToDictionary(a => PlatformOf(Path.GetRelativePath(folder, a)), StringComparer.Ordinal)
            : new Dictionary<string, string>();
    }

    /// <returns>What ends the lock when it is disposed; null while another build holds it.</returns>
    /// <exception cref="BuildInputException">The folder cannot be made.</exception>
    public IDisposable? TryLock()
    {
        var path = Path.Combine(FullPath, "build.lock");
        try
        {
            UserFolder.Create(FullPath);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BuildInputException($"The folder '{FullPath}', in which it is built, cannot be made: {exception.Message.TrimEnd('.')}. Let this user write there, or set XDG_DATA_HOME to a folder of its own.", exception);
        }
    }

    /// <summary>Takes away images of sources that have changed since. Another play may just be loading one, unless it is old.</summary>
    public void Tidy(string sources, TimeProvider time)
    {
        var old = new DirectoryInfo(Images).EnumerateDirectories()
            .Where(f => f.Name != sources[..HashLength] && time.GetUtcNow() - f.LastWriteTimeUtc > OldAge);
        foreach (var folder in old)
        {
            folder.Delete(recursive: true);
        }
    }

    private static string PlatformOf(string archive) => (Path.GetDirectoryName(archive) ?? string.Empty).Replace('\\', '/');
}
