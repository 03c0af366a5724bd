using System.Globalization;

namespace Maestro.Engine.Testing;

/// <summary>A folder for files about a run that no other process writes to at the same time.</summary>
internal sealed class ArtifactSlot : IDisposable
{
    private const int Most = 100;
    private readonly FileStream? _lock;

    private ArtifactSlot(string path, FileStream? @lock) => (Path, _lock) = (path, @lock);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Takes the folder itself, or the first of those below it, named by numbers, that is free.</summary>
    public static ArtifactSlot Take(string folder)
    {
        for (var number = 1; number <= Most; number++)
        {
            var path = number == 1 ? folder : System.IO.Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture));
            try
            {
                Directory.CreateDirectory(path);
                return new ArtifactSlot(path, new FileStream(System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Taken; or it cannot be written to, and then the play says so.
            }
        }

        return new ArtifactSlot(folder, null);
    }

    public void Dispose() => _lock?.Dispose();
}
