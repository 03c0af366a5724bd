using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>One execution of a plan: what is open, what is ready, what came of the rest.</summary>
internal sealed class PlanRun : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Plan _plan;
    private readonly ExecutionLimits _limits;
    private readonly PlayTokens _tokens;
    private readonly IStepRunner _runner;
    private readonly EventPump _events;
    private readonly TimeProvider _time;
    private readonly int[] _unmet;
    private readonly IReadOnlyList<List<int>> _dependants;
    private readonly StepOutcome?[] _outcomes;
    private readonly HashSet<int> _blockedJoins = [];
    private readonly Dictionary<string, int> _openSteps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _entered = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _nothingBegins;
    private readonly Step? _blocker;
    private readonly int _first;
    private readonly TaskCompletionSource<IReadOnlyList<StepOutcome>> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _mistake;
    private int _open;
    private Step? _failed;

    public PlanRun(Plan plan, ExecutionLimits limits, PlayTokens tokens, IStepRunner runner, EventPump events, TimeProvider time, Step? blocker)
    {
        (_plan, _limits, _tokens, _runner, _events, _time) = (plan, limits, tokens, runner, events, time);
        _nothingBegins = CancellationTokenSource.CreateLinkedTokenSource(tokens.Stop);
        _blocker = _failed = blocker;
        _first = plan.Steps[0].Number;
        _open = plan.Steps.Count;
        _outcomes = new StepOutcome?[_open];
        var graph = CountdownGraph.Of(plan.Steps);
        (_unmet, _dependants) = (graph.Unmet, graph.Dependants);
        foreach (var step in plan.Steps)
        {
            if (step.Turn is { } turn)
            {
                _openSteps[turn] = _openSteps.GetValueOrDefault(turn) + 1;
            }
        }
    }

    public Task<IReadOnlyList<StepOutcome>> Outcomes => _end.Task;

    public void Dispose() => _nothingBegins.Dispose();

    /// <param name="unreachable">Ships that did not answer, and why. Each of their steps would only wait for its time-out again.</param>
    public void Begin(IReadOnlyDictionary<string, Diagnostic> unreachable)
    {
        GiveUp(unreachable);
        Launch([.. _plan.Steps.Where(s => s.Needs.Count == 0 && _outcomes[s.Number - _first] is null)]);
        EndIfAllIsDone();
    }

    private void GiveUp(IReadOnlyDictionary<string, Diagnostic> unreachable)
    {
        foreach (var ship in _plan.Steps.Where(s => unreachable.ContainsKey(s.Ship.Name)).GroupBy(s => s.Ship.Name, StringComparer.Ordinal))
        {
            List<Step> steps = [.. ship];
            var problem = unreachable[ship.Key];
            var error = problem with { Message = $"{problem.Message}{Blockage.DescribeUnreached(steps, _plan, _dependants)}" };
            NoteFailure(steps[0]);
            steps.ForEach(s => Record(s, Outcome(s, StepVerdict.Failed, "unreachable") with { Error = error }));
        }

        foreach (var step in _plan.Steps.Where(s => unreachable.ContainsKey(s.Ship.Name)))
        {
            BlockDependants(step, _outcomes[step.Number - _first]!);
        }
    }

    // One after the other up to where they wait for their turn: what the plan has first comes first.
    private void Launch(IReadOnlyList<Step> ready)
    {
        foreach (var step in ready)
        {
            _ = RunAsync(step);
        }
    }

    private async Task RunAsync(Step step)
    {
        StepOutcome outcome;
        try
        {
            outcome = await TakeAsync(step).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A mistake of ours: it reaches the caller with its stack, once what is in flight has ended.
            Interlocked.CompareExchange(ref _mistake, exception, null);
            outcome = Outcome(step, StepVerdict.Failed, "failed");
        }

        Finish(step, outcome);
    }

    private async Task<StepOutcome> TakeAsync(Step step)
    {
        SemaphoreSlim? ship = null;
        try
        {
            await EnterAsync(step).ConfigureAwait(false);
            await DelayAsync(step).ConfigureAwait(false);
            ship = await _limits.EnterShipAsync(step, _tokens.Stop).ConfigureAwait(false);
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            _tokens.Stop.ThrowIfCancellationRequested();
            return Blocker() is { } blocker ? Blocked(step, blocker) : await CarryOutAsync(step).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_tokens.Stop.IsCancellationRequested)
        {
            return Outcome(step, StepVerdict.Cancelled, "cancelled");
        }
        catch (OperationCanceledException) when (Blocker() is not null)
        {
            return Blocked(step, Blocker()!);
        }
        finally
        {
            ship?.Release();
        }
    }

    private async Task<StepOutcome> CarryOutAsync(Step step)
    {
        var (started, startedAt) = (_time.GetTimestamp(), _time.GetUtcNow());
        _events.Publish(new StepStarted { Time = startedAt, Step = StepIdentities.Of(step), Cause = step.Cause, Needs = step.Needs });
        try
        {
            var word = await _runner.RunAsync(step, _tokens).ConfigureAwait(false);
            return Outcome(step, StepVerdict.Done, word) with { StartedAt = startedAt, Duration = _time.GetElapsedTime(started) };
        }
        catch (StepFailedException exception)
        {
            var blocked = Blockage.Describe(step, _plan, _dependants);
            var error = exception.Error with { Message = $"{exception.Error.Message}{blocked}{exception.Evidence}" };
            return Outcome(step, StepVerdict.Failed, "failed") with { StartedAt = startedAt, Duration = _time.GetElapsedTime(started), Error = error };
        }
        catch (OperationCanceledException) when (_tokens.Stop.IsCancellationRequested)
        {
            return Outcome(step, StepVerdict.Cancelled, "cancelled") with { StartedAt = startedAt, Duration = _time.GetElapsedTime(started) };
        }
    }

    private async Task EnterAsync(Step step)
    {
        lock (_lock)
        {
            if (step.Turn is not { } turn || !_entered.TryAdd(turn, step.IsPaced))
            {
                return;
            }
        }

        try
        {
            await _limits.EnterTurnAsync(_nothingBegins.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                _entered.Remove(step.Turn);
            }

            throw;
        }

        if (step.IsPaced)
        {
            await _limits.PaceAsync(_nothingBegins.Token).ConfigureAwait(false);
        }
    }

    private async Task DelayAsync(Step step)
    {
        if (step.Delay > TimeSpan.Zero)
        {
            _events.Publish(new StepProgress { Time = _time.GetUtcNow(), Step = StepIdentities.Of(step), Message = string.Create(CultureInfo.InvariantCulture, $"waits {step.Delay.TotalSeconds:0.###} s") });
            await Task.Delay(step.Delay, _time, _nothingBegins.Token).ConfigureAwait(false);
        }
    }

    private Step? Blocker()
    {
        lock (_lock)
        {
            return _blocker is not null || _plan.Play.OnFailure == OnFailure.Stop || _mistake is not null ? _failed : null;
        }
    }

    private void Finish(Step step, StepOutcome outcome)
    {
        if (outcome.Verdict == StepVerdict.Failed)
        {
            NoteFailure(step);
        }

        var ready = new List<Step>();
        lock (_lock)
        {
            Record(step, outcome);
            if (outcome.Verdict == StepVerdict.Done)
            {
                CountDown(step.Number - _first, ready);
            }
            else
            {
                BlockDependants(step, outcome);
            }
        }

        Launch(ready);
        EndIfAllIsDone();
    }

    private void EndIfAllIsDone()
    {
        if (Volatile.Read(ref _open) == 0)
        {
            End();
        }
    }

    private void CountDown(int done, List<Step> ready)
    {
        foreach (var dependant in _dependants[done])
        {
            if (--_unmet[dependant] > 0)
            {
                continue;
            }

            if (dependant < _plan.Steps.Count)
            {
                if (_outcomes[dependant] is null) // else its ship is unreachable
                {
                    ready.Add(_plan.Steps[dependant]);
                }
            }
            else
            {
                CountDown(dependant, ready);
            }
        }
    }

    // What waits for its turn, or for a delay to pass, waits no longer when nothing may begin any more.
    private void NoteFailure(Step step)
    {
        lock (_lock)
        {
            _failed ??= step;
        }

        if (Blocker() is not null)
        {
            _nothingBegins.Cancel();
        }
    }

    private void End()
    {
        if (_mistake is { } mistake)
        {
            _end.TrySetException(mistake);
        }
        else
        {
            _end.TrySetResult(_outcomes!);
        }
    }

    private void BlockDependants(Step step, StepOutcome outcome)
    {
        var cause = outcome.Verdict == StepVerdict.Blocked ? _failed! : step;
        var pending = new Stack<int>(_dependants[step.Number - _first]);
        while (pending.TryPop(out var index))
        {
            if (index >= _plan.Steps.Count)
            {
                if (!_blockedJoins.Add(index))
                {
                    continue;
                }
            }
            else if (_outcomes[index] is not null)
            {
                continue;
            }
            else
            {
                var dependant = _plan.Steps[index];
                Record(dependant, outcome.Verdict == StepVerdict.Cancelled ? Outcome(dependant, StepVerdict.Cancelled, "cancelled") : Blocked(dependant, cause));
            }

            _dependants[index].ForEach(pending.Push);
        }
    }

    private void Record(Step step, StepOutcome outcome)
    {
        _outcomes[step.Number - _first] = outcome;
        _open--;
        _events.Publish(new StepFinished { Time = _time.GetUtcNow(), Outcome = outcome });
        if (step.Turn is { } turn && --_openSteps[turn] == 0 && _entered.TryGetValue(turn, out var isPaced))
        {
            _limits.LeaveTurn(isPaced);
        }
    }

    private static StepOutcome Blocked(Step step, Step by) => Outcome(step, StepVerdict.Blocked, $"blocked by {by.Subject}");

    private static StepOutcome Outcome(Step step, StepVerdict verdict, string word)
        => new() { Step = StepIdentities.Of(step), Verdict = verdict, Word = word };
}
