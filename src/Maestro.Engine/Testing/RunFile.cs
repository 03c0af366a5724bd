using System.Security.Cryptography;
using System.Text;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Files;

namespace Maestro.Engine.Testing;

/// <summary>
/// Says that somebody on this machine uses a copy of an environment. Its users hold a shared lock on the file, which the operating system gives up
/// when they die, however they die: a copy whose file can be locked alone belongs to nobody any more.
/// </summary>
/// <remarks>The file tells nothing but that: what belongs to the copy is found by the labels of its containers.</remarks>
internal sealed class RunFile : IDisposable
{
    private const string Extension = ".run";
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly string _path;
    private FileStream _file;

    private RunFile(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>The run's name.</summary>
    public string Run => Path.GetFileNameWithoutExtension(_path);

    /// <summary>Whether one of the users has asked to keep the copy.</summary>
    public bool IsKept => File.Exists(KeepFile);

    private string KeepFile => _path + ".keep";

    /// <summary>Where the files of an environment are. The copies of another file of the same name are not its to take down.</summary>
    /// <param name="root">The folder of all environments.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="file">Full path of its file.</param>
    public static string FolderOf(string root, string environment, string file)
        => Path.Combine(root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{environment}\n{file}")))[..16]);

    /// <summary>Joins the users of a copy, or becomes its first one. Waits while the last one takes it down.</summary>
    /// <exception cref="MaestroException">The file cannot be made.</exception>
    public static async Task<RunFile> JoinAsync(string folder, string run, TimeProvider time, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, run + Extension);
        while (true)
        {
            if (TryOpen(path, FileMode.OpenOrCreate, Shared) is { } file)
            {
                if (await IsWhatOthersFindAsync(file, path, cancellation).ConfigureAwait(false))
                {
                    return new RunFile(path, file);
                }

                await file.DisposeAsync().ConfigureAwait(false);
            }

            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The copies of an environment whose users are all dead; each is the caller's from when it is looked at.</summary>
    public static IEnumerable<RunFile> TakeOrphans(string folder)
        => from path in FilesIn(folder)
           let file = TryOpen(path, FileMode.Open, FileShare.None)
           where file is not null
           select new RunFile(path, file);

    /// <summary>Whether all others have gone: then the copy is the caller's alone, and nobody joins it until it is forgotten. Else the caller has left it.</summary>
    public bool TryOwnAlone()
    {
        _file.Dispose();
        if (TryOpen(_path, FileMode.Open, FileShare.None) is not { } file)
        {
            return false;
        }

        _file = file;
        return true;
    }

    /// <summary>Tells those who leave later to keep the copy.</summary>
    public void Keep() => File.WriteAllText(KeepFile, string.Empty);

    /// <summary>Ends the record of the copy.</summary>
    public void Forget()
    {
        File.Delete(KeepFile);
        if (OperatingSystem.IsWindows())
        {
            _file.Dispose(); // an open file cannot be deleted there
        }

        File.Delete(_path);
        _file.Dispose();
        DeleteIfEmpty(Path.GetDirectoryName(_path)!);
    }

    public void Dispose() => _file.Dispose();

    private static IEnumerable<string> FilesIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static void DeleteIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // There are other copies of the environment.
        }
    }

    // Between opening and locking, the last user may have deleted the file: then the lock is on one that nobody else finds.
    private static async Task<bool> IsWhatOthersFindAsync(FileStream file, string path, CancellationToken cancellation)
    {
        if (file.Length == 0)
        {
            await file.WriteAsync(Guid.NewGuid().ToByteArray(), cancellation).ConfigureAwait(false);
            await file.FlushAsync(cancellation).ConfigureAwait(false);
        }

        using var found = TryOpen(path, FileMode.Open, Shared);
        return found is not null && await MarkOfAsync(found, cancellation).ConfigureAwait(false) == await MarkOfAsync(file, cancellation).ConfigureAwait(false);
    }

    private static async Task<Guid> MarkOfAsync(FileStream file, CancellationToken cancellation)
    {
        var mark = new byte[16];
        file.Position = 0;
        await file.ReadAtLeastAsync(mark, mark.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return new Guid(mark);
    }

    private static FileStream? TryOpen(string path, FileMode mode, FileShare share)
    {
        try
        {
            if (mode == FileMode.OpenOrCreate)
            {
                UserFolder.Create(Path.GetDirectoryName(path)!);
            }

            return Open(path, mode, share);
        }
        catch (IOException exception) when (IsInUse(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MaestroException(
                Diagnostic.Error(
                    DiagnosticCodes.RunNotRecorded,
                    $"The file '{path}', which says that a copy of the environment is in use, cannot be made: {exception.Message} Let this user write there, or set XDG_DATA_HOME to a folder of its own."),
                exception);
        }
    }

    private static FileStream? Open(string path, FileMode mode, FileShare share)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, share);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // the last user has just forgotten it
        }
    }

    // What the systems call it: a sharing violation, EWOULDBLOCK of Linux, that of BSD and macOS.
    private static bool IsInUse(IOException exception) => exception.HResult is unchecked((int)0x80070020) or 11 or 35;
}
