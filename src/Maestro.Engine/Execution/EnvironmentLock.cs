using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Maestro.Engine.Checks;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Files;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Keeps two runs on this machine from changing one environment at the same time: a solution build starts it from several processes.</summary>
/// <remarks>The operating system gives the lock up when its holder dies, however it dies.</remarks>
internal sealed class EnvironmentLock : IDisposable
{
    /// <summary>How long to wait for another run when the play has no deadline of its own.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromMinutes(10);

    private readonly FileStream _file;

    private EnvironmentLock(FileStream file) => _file = file;

    /// <param name="environment">The environment, or the copy of one: copies do not wait for each other.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="waiting">Called once, with the holder in words, when there is something to wait for.</param>
    /// <exception cref="MaestroException">Another run held it all that time.</exception>
    public static async Task<EnvironmentLock> AcquireAsync(
        Owner environment, TimeSpan patience, TimeProvider time, Action<string> waiting, CancellationToken cancellation)
    {
        var path = PathFor(environment);
        var started = time.GetTimestamp();
        var told = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await TryAcquireAsync(environment, time).ConfigureAwait(false) is { } held)
            {
                return held;
            }

            var waited = time.GetElapsedTime(started);
            var holder = await ReadHolderAsync(path, cancellation).ConfigureAwait(false);
            if (waited > patience)
            {
                throw new MaestroException(Diagnostic.Error(
                    DiagnosticCodes.Locked,
                    $"{holder} works on {environment} and has not ended within {patience.TotalSeconds:0} s. Wait for it to end, or end it, and run the play again."));
            }

            if (!told)
            {
                told = true;
                waiting(holder);
            }

            await Task.Delay(AdaptivePause.After(waited), time, cancellation).ConfigureAwait(false);
        }
    }

    /// <returns>Null when another run holds it.</returns>
    public static async Task<EnvironmentLock?> TryAcquireAsync(Owner environment, TimeProvider time)
    {
        var path = PathFor(environment);
        if (TryOpen(path) is not { } file)
        {
            return null;
        }

        await WriteHolderAsync(path, Describe(time)).ConfigureAwait(false);
        return new EnvironmentLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            UserFolder.Create(Path.GetDirectoryName(path)!);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MaestroException(
                Diagnostic.Error(
                    DiagnosticCodes.Locked,
                    $"The lock '{path}', which keeps two runs on this machine apart, cannot be made: {exception.Message} Let this user write there, or set XDG_DATA_HOME to a folder of its own."),
                exception);
        }
    }

    private static string Describe(TimeProvider time)
        => string.Create(CultureInfo.InvariantCulture, $"Process {Environment.ProcessId} (since {time.GetLocalNow():HH:mm:ss})");

    private static async Task WriteHolderAsync(string path, string holder)
    {
        try
        {
            await File.WriteAllTextAsync(HolderOf(path), holder, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody reads it just now. The lock is ours all the same; those who wait do not learn whose it is.
        }
    }

    private static async Task<string> ReadHolderAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var holder = await File.ReadAllTextAsync(HolderOf(path), cancellation).ConfigureAwait(false);
            return holder.Length > 0 ? holder : "Another run";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "Another run";
        }
    }

    private static string HolderOf(string path) => path + ".holder";

    /// <summary>Per user, in a folder that only the user may enter; below the shared temporary folder only for a user without a home.</summary>
    internal static string Folder => UserFolder.PathOf("locks");

    internal static string PathFor(Owner environment)
    {
        var name = environment.Run is { } run ? $"{environment.Environment}\n{run}" : environment.Environment;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return Path.Combine(Folder, $"{hash[..16]}.lock");
    }
}
