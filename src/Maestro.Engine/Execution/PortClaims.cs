using System.Globalization;

namespace Maestro.Engine.Execution;

/// <summary>Keeps plays on this machine from choosing one port for two copies before either is to be seen on its ship.</summary>
/// <remarks>
/// A port is claimed by a lock on a file, until the play has ended; the operating system gives it up when its holder dies. Ports share files, so that
/// there are not too many of them: a claim that another play refuses by mistake costs nothing but the next port.
/// </remarks>
/// <param name="folder">Where the files are.</param>
internal sealed class PortClaims(string folder) : IDisposable
{
    private const int Files = 250;
    private readonly Dictionary<int, FileStream> _held = [];

    /// <returns>False when another play has claimed it.</returns>
    public bool TryTake(int port)
    {
        var number = port % Files;
        if (_held.ContainsKey(number))
        {
            return true;
        }

        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"port-{number}.lock"));
        try
        {
            Directory.CreateDirectory(folder);
            _held[number] = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without claims, the engine says who came second.
            return true;
        }
    }

    public void Dispose()
    {
        foreach (var file in _held.Values)
        {
            file.Dispose();
        }
    }
}
