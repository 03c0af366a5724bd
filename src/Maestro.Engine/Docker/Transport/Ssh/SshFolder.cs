using System.Collections.Concurrent;
using System.Runtime.Versioning;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>A folder of this user alone for the sockets of one tunnel. Who holds its lock lives.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SshFolder : IDisposable
{
    private const string Prefix = "maestro-ssh-";
    private const string LockName = "lock";

    /// <summary>What a path of a unix socket may have everywhere, less what the names of the sockets take.</summary>
    private const int LongestPath = 90;

    private const int Tries = 3;

    /// <summary>A folder without a lock is one that is just being made, unless it is older than this.</summary>
    private static readonly TimeSpan Newborn = TimeSpan.FromMinutes(1);

    private static readonly ConcurrentDictionary<string, bool> Swept = new(StringComparer.Ordinal);

    private readonly FileStream _lock;

    private SshFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <exception cref="IOException">The folder for temporary files cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static SshFolder Create(string parent)
    {
        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.Combine(parent, Prefix + System.IO.Path.GetRandomFileName()[..8]);
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            try
            {
                return new SshFolder(path, new FileStream(System.IO.Path.Combine(path, LockName), FileMode.CreateNew, FileAccess.Write, FileShare.None));
            }
            catch (IOException) when (attempt < Tries)
            {
                // Another run took it for one that was left behind, between these two steps.
            }
        }
    }

    /// <summary>The folder for the folders: of the session if there is one, else that for temporary files, as long as sockets can be there.</summary>
    public static string Parent(string? sessionFolder, string temporaryFolder)
        => new[] { sessionFolder, temporaryFolder }.FirstOrDefault(f => f is { Length: > 0 } && IsFit(f) && Directory.Exists(f)) ?? "/tmp";

    /// <summary>Removes what runs that were killed together with their guards have left behind, once in the life of this process.</summary>
    public static void SweepOnce(string parent, TimeProvider time)
    {
        if (Swept.TryAdd(parent, true))
        {
            Sweep(parent, time);
        }
    }

    public static void Sweep(string parent, TimeProvider time)
    {
        foreach (var path in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                if (IsLeftBehind(path, time))
                {
                    Directory.Delete(path, recursive: true);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It is in use, or another user's.
            }
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The guard of the tunnel removes it, too.
        }
    }

    private static bool IsLeftBehind(string path, TimeProvider time)
    {
        try
        {
            using var held = new FileStream(System.IO.Path.Combine(path, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return time.GetUtcNow() - Directory.GetLastWriteTimeUtc(path) > Newborn;
        }
    }

    // OpenSSH expands some signs in the path of a socket, and takes a colon as its end.
    private static bool IsFit(string folder)
        => folder.Length + Prefix.Length + 8 <= LongestPath && folder.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or ',');
}
