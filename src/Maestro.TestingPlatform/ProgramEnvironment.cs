using System.Runtime.InteropServices;
using Maestro.Engine;
using Maestro.Engine.Reporting;

namespace Maestro.TestingPlatform;

/// <summary>The environments that the project of a test program names, up while its tests run.</summary>
internal sealed class ProgramEnvironment(TestChoices choices, Teller teller)
{
    /// <summary>The variable that says that somebody else has an environment for the tests, or that none is wanted.</summary>
    public const string Elsewhere = "MAESTRO_AROUND_TESTS";

    private readonly List<MaestroTestEnvironment> _environments = [];
    private PosixSignalRegistration? _interruption;
    private Task _starting = Task.CompletedTask;
    private int _interruptions;

    /// <summary>Whether the project wants an environment, and nobody has one for it already.</summary>
    public static bool IsWanted => File.Exists(ProjectSettings.DefaultPath) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Elsewhere));

    /// <summary>Starts them in their order.</summary>
    /// <returns>What tells tests where the endpoints are.</returns>
    public Task<IReadOnlyDictionary<string, string>> StartAsync(CancellationToken cancellation)
    {
        _interruptions = 0;
        _interruption = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Interrupt());
        var starting = StartAllAsync(cancellation);
        _starting = starting;
        return starting;
    }

    /// <summary>Ends them, the last one first.</summary>
    public async Task EndAsync(bool failed)
    {
        foreach (var environment in _environments.AsEnumerable().Reverse())
        {
            environment.Failed = failed;
            await teller.WarnAsync((await environment.EndAsync().ConfigureAwait(false)).Diagnostics).ConfigureAwait(false);
        }

        _environments.Clear();
        _interruption?.Dispose();
    }

    private async Task<IReadOnlyDictionary<string, string>> StartAllAsync(CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interruption = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => stopping.Cancel()); // the platform keeps the process alive
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var settings in ProjectSettings.Read(ProjectSettings.DefaultPath))
        {
            var environment = await MaestroTestEnvironment.StartAsync(settings.File, settings.With(choices), stopping.Token).ConfigureAwait(false);
            _environments.Add(environment);
            await TellAsync(environment).ConfigureAwait(false);
            foreach (var (name, value) in environment.Variables)
            {
                variables[name] = value;
            }
        }

        return variables;
    }

    // The platform survives one Ctrl-C; the next one ends the process, but not before this has returned.
    private void Interrupt()
    {
        if (Interlocked.Increment(ref _interruptions) > 1)
        {
            EndAfterStartAsync().GetAwaiter().GetResult();
        }
    }

    private async Task EndAfterStartAsync()
    {
        await _starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await EndAsync(failed: false).ConfigureAwait(false);
    }

    private async Task TellAsync(MaestroTestEnvironment environment)
    {
        await teller.WarnAsync(environment.Started.Diagnostics).ConfigureAwait(false);
        var files = environment.ArtifactsPath is { } folder ? $"; files about the run: {folder}" : string.Empty;
        await teller.SayAsync(EventText.Summary(environment.Started) + files).ConfigureAwait(false);
    }
}
