using System.Diagnostics.CodeAnalysis;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Testing;

/// <summary>The environment of a test run, from its start to its end: who uses the copy, what is written about it, what becomes of it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives until its end, or that of the process, and its token source has neither timer nor handle.")]
internal sealed class TestRun
{
    private static readonly TimeSpan LogPatience = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _exiting = new();
    private readonly TestEnvironmentOptions _options;
    private readonly MaestroEnvironment _environment;
    private readonly IReadOnlyList<string> _files;
    private readonly RunFile? _users;
    private readonly ArtifactSlot? _slot;
    private Task _starting = Task.CompletedTask;
    private Task<TestEnvironmentEnd>? _end;

    private TestRun(TestEnvironmentOptions options, MaestroEnvironment environment, IReadOnlyList<string> files, string? name, RunFile? users)
    {
        (_options, _environment, _files, Name, _users) = (options, environment, files, name, users);
        _slot = options.Settings.ArtifactsPath is { Length: > 0 } path ? ArtifactSlot.Take(Path.GetFullPath(path, WorkingDirectory(options))) : null;
        AppDomain.CurrentDomain.ProcessExit += EndWithProcess;
    }

    /// <summary>The name of the copy; null for the environment itself.</summary>
    public string? Name { get; }

    /// <summary>The folder of the files about the run; null for none.</summary>
    public string? ArtifactsPath => _slot?.Path;

    /// <summary>What to type to look into the containers.</summary>
    public string LookCommand => Command("status");

    /// <summary>What to type to remove them.</summary>
    public string RemoveCommand => Command("down -a");

    /// <summary>Loads the file, takes down the copies of it whose users are dead, and says that this copy is in use.</summary>
    /// <param name="runs">The folder in which users of copies are noted.</param>
    /// <exception cref="MaestroException">The file is wrong, or the copy cannot be noted.</exception>
    public static async Task<TestRun> OpenAsync(string file, TestEnvironmentOptions options, string runs, CancellationToken cancellation)
    {
        var found = EnvironmentSearch.Find(file, WorkingDirectory(options), AppContext.BaseDirectory);
        IReadOnlyList<string> files = [found, .. options.Overlays];
        var environment = new Conductor(options.Settings).Load(files, cancellation);
        if (options.Reuse)
        {
            return new TestRun(options, environment, files, options.Start.Run, users: null);
        }

        var folder = RunFile.FolderOf(runs, environment.Name, found);
        await SweepAsync(folder, environment, options, cancellation).ConfigureAwait(false);
        var name = options.Start.Run ?? RunName.Fresh();
        var users = await RunFile.JoinAsync(folder, name, options.Settings.Time, cancellation).ConfigureAwait(false);
        return new TestRun(options, environment, files, name, users);
    }

    /// <summary>Starts what is not up, and waits until all of it is. When that fails, the run has ended.</summary>
    /// <exception cref="MaestroException">Not all came up.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<PlayResult> StartAsync(CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _exiting.Token);
        try
        {
            var starting = PlayAsync(_options.Start, ArtifactsPath, stopping.Token);
            _starting = starting;
            var result = await starting.ConfigureAwait(false);
            return result.Verdict switch
            {
                PlayVerdict.Succeeded => result,
                PlayVerdict.Cancelled => throw new OperationCanceledException(stopping.Token),
                _ => throw new MaestroException(result.Diagnostics),
            };
        }
        catch (MaestroException exception)
        {
            var end = await EndAsync(failed: true).ConfigureAwait(false);
            throw new MaestroException([.. exception.Diagnostics, .. NewsOf(end, exception.Diagnostics)], exception) { ArtifactsPath = ArtifactsPath };
        }
        catch (OperationCanceledException)
        {
            await EndAsync(failed: false).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes the copy down, unless it is to be kept or others use it. Happens once, however often it is called.</summary>
    /// <param name="failed">Whether a test has failed, or the start.</param>
    public Task<TestEnvironmentEnd> EndAsync(bool failed)
    {
        lock (_gate)
        {
            return _end ??= Task.Run(() => EndOnceAsync(failed));
        }
    }

    // What kept anything from being started also keeps it from being taken down.
    private static List<Diagnostic> NewsOf(TestEnvironmentEnd end, IReadOnlyList<Diagnostic> told)
    {
        var news = end.Diagnostics.ExceptBy(told.Select(Cause), Cause).ToList();
        return news.All(d => d.Code == DiagnosticCodes.CopyLeftBehind) ? [] : news;
    }

    private static (DiagnosticCode Code, SourceLocation? Location, string? Path) Cause(Diagnostic diagnostic) => (diagnostic.Code, diagnostic.Location, diagnostic.Path);

    // A ship that does not answer is told of by the start.
    private static async Task SweepAsync(string folder, MaestroEnvironment environment, TestEnvironmentOptions options, CancellationToken cancellation)
    {
        foreach (var orphan in RunFile.TakeOrphans(folder))
        {
            using (orphan)
            {
                try
                {
                    var down = new Play(PlayKind.Down) { Run = orphan.Run, OnFailure = OnFailure.Continue };
                    var result = await new Conductor(options.Settings with { ArtifactsPath = null }).PlayAsync(environment, down, options.Progress, cancellation).ConfigureAwait(false);
                    if (result.Succeeded)
                    {
                        orphan.Forget();
                    }
                }
                catch (MaestroException)
                {
                }
            }
        }
    }

    private async Task<TestEnvironmentEnd> EndOnceAsync(bool failed)
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithProcess;
        await _starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            if (failed && _starting.IsCompletedSuccessfully)
            {
                await WriteLogsAsync().ConfigureAwait(false);
            }

            return _users is null ? new TestEnvironmentEnd(IsUp: true, []) : await LeaveAsync(_users, failed).ConfigureAwait(false);
        }
        finally
        {
            _slot?.Dispose();
        }
    }

    private async Task<TestEnvironmentEnd> LeaveAsync(RunFile users, bool failed)
    {
        using (users)
        {
            if (_options.Keep == TestEnvironmentKeep.Always || (_options.Keep == TestEnvironmentKeep.OnFailure && failed))
            {
                users.Keep();
            }

            // Another one that leaves, before or after, may have asked for it.
            var isKept = users.IsKept;
            if (!users.TryOwnAlone())
            {
                return new TestEnvironmentEnd(IsUp: true, isKept ? [Kept()] : []);
            }

            if (users.IsKept)
            {
                users.Forget();
                return new TestEnvironmentEnd(IsUp: true, [Kept()]);
            }

            return await TakeDownAsync(users).ConfigureAwait(false);
        }
    }

    // What could not be taken down stays noted: the next start tries again.
    private async Task<TestEnvironmentEnd> TakeDownAsync(RunFile users)
    {
        try
        {
            var files = ArtifactsPath is null ? null : Path.Combine(ArtifactsPath, "down");
            var down = await PlayAsync(new Play(PlayKind.Down) { OnFailure = OnFailure.Continue }, files, CancellationToken.None).ConfigureAwait(false);
            if (down.Succeeded)
            {
                users.Forget();
                return new TestEnvironmentEnd(IsUp: false, []);
            }

            return new TestEnvironmentEnd(IsUp: true, [.. down.Diagnostics, LeftBehind()]);
        }
        catch (MaestroException exception)
        {
            return new TestEnvironmentEnd(IsUp: true, [.. exception.Diagnostics, LeftBehind()]);
        }
    }

    // Logs explain what tests have found: without them the failed test still says what it says.
    private async Task WriteLogsAsync()
    {
        if (ArtifactsPath is null)
        {
            return;
        }

        try
        {
            using var patience = new CancellationTokenSource(LogPatience, _options.Settings.Time);
            var logs = new Play(PlayKind.Logs) { Run = Name };
            await new Conductor(_options.Settings).WriteLogsAsync(_environment, logs, null, ArtifactsPath, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is MaestroException or OperationCanceledException)
        {
            // A ship that does not answer is told of when the copy is taken down.
        }
    }

    private Task<PlayResult> PlayAsync(Play play, string? artifacts, CancellationToken cancellation)
        => new Conductor(_options.Settings with { ArtifactsPath = artifacts }).PlayAsync(_environment, play with { Run = Name }, _options.Progress, cancellation);

    private void EndWithProcess(object? sender, EventArgs e)
    {
        _exiting.Cancel();
        EndAsync(failed: false).GetAwaiter().GetResult();
    }

    private Diagnostic Kept()
    {
        var until = _options.Settings.Time.GetUtcNow() + (_options.Start.Expires ?? Play.DefaultLifetime);
        return Diagnostic.Warning(
            DiagnosticCodes.CopyKept,
            $"The copy '{Name}' of the environment '{_environment.Name}' is kept, until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC at most. Look inside: {LookCommand}; remove it: {RemoveCommand}.");
    }

    private Diagnostic LeftBehind()
        => Diagnostic.Warning(
            DiagnosticCodes.CopyLeftBehind,
            $"The copy '{Name}' of the environment '{_environment.Name}' was not taken down. The next start on this machine tries again; or remove it: {RemoveCommand}.");

    private string Command(string play) => $"maestro {play}{string.Concat(_files.Select(f => $" -f {Quoted(f)}"))}{(Name is null ? string.Empty : $" --run {Name}")}";

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;

    private static string WorkingDirectory(TestEnvironmentOptions options) => options.Settings.WorkingDirectory ?? Directory.GetCurrentDirectory();
}
