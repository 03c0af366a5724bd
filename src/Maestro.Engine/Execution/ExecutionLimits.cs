using System.Collections.Concurrent;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>How much may happen at once: instances over all, and calls that load one ship.</summary>
internal sealed class ExecutionLimits : IDisposable
{
    private const int PullsPerShip = 3;

    // A build has all cores of its machine to itself for most of its time.
    private const int BuildsPerMachine = 2;
    private readonly ConcurrentDictionary<(string Ship, StepKind Kind), SemaphoreSlim> _ships = new();
    private readonly SemaphoreSlim? _overall;
    private readonly StepPace? _pace;
    private readonly int? _perShip;

    public ExecutionLimits(Play play, TimeProvider time)
    {
        _overall = play.Concurrency is > 0 and var most ? new SemaphoreSlim(most) : null;
        _perShip = play.ShipConcurrency is > 0 and var perShip ? perShip : null;
        _pace = play.StepDelay > TimeSpan.Zero ? new StepPace(play.StepDelay, time) : null;
    }

    /// <summary>Waits for the right to work on one more instance; kept until all steps of the turn are over.</summary>
    public Task EnterTurnAsync(CancellationToken cancellation) => _overall?.WaitAsync(cancellation) ?? Task.CompletedTask;

    /// <summary>Waits until the delay between steps is over.</summary>
    public Task PaceAsync(CancellationToken cancellation) => _pace?.WaitAsync(cancellation) ?? Task.CompletedTask;

    public void LeaveTurn(bool isPaced)
    {
        if (isPaced)
        {
            _pace?.Note();
        }

        _overall?.Release();
    }

    /// <summary>Waits for the right to load a ship with one more step of that kind.</summary>
    /// <returns>What to release when the step is over; null when steps of that kind load no ship.</returns>
    public async Task<SemaphoreSlim?> EnterShipAsync(Step step, CancellationToken cancellation)
    {
        var most = step.Kind switch
        {
            StepKind.Pull or StepKind.Load => PullsPerShip,
            StepKind.Build => BuildsPerMachine,
            StepKind.Start => _perShip ?? Play.DefaultStartsPerShip,
            StepKind.Stop or StepKind.Kill or StepKind.Remove => _perShip ?? Play.DefaultStopsPerShip,
            _ => 0,
        };
        if (most == 0)
        {
            return null;
        }

        var limit = _ships.GetOrAdd((step.IsLocal ? string.Empty : step.Ship.Name, step.Kind), _ => new SemaphoreSlim(most));
        await limit.WaitAsync(cancellation).ConfigureAwait(false);
        return limit;
    }

    public void Dispose()
    {
        _overall?.Dispose();
        _pace?.Dispose();
        foreach (var limit in _ships.Values)
        {
            limit.Dispose();
        }
    }
}
