using Maestro.Engine.Diagnostics;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Takes the steps of a plan, each as soon as all that it needs are done. It decides nothing.</summary>
/// <remarks>
/// Every step counts down its unmet needs and runs when none is left, so the work is linear in steps and edges. After a failure what is
/// in flight ends, and what needs it, or everything else if the play says so, is blocked.
/// </remarks>
internal sealed class PlanExecutor(IStepRunner runner, EventPump events, TimeProvider time)
{
    /// <returns>One outcome per step, in the order of the plan.</returns>
    public async Task<IReadOnlyList<StepOutcome>> ExecuteAsync(Plan plan, PlayTokens tokens)
    {
        if (plan.Steps.Count == 0)
        {
            return [];
        }

        using var limits = new ExecutionLimits(plan.Play);
        var run = new Run(plan, limits, tokens, runner, events, time);
        run.Begin();
        return await run.Outcomes.ConfigureAwait(false);
    }

    private sealed class Run
    {
        private readonly Lock _lock = new();
        private readonly Plan _plan;
        private readonly ExecutionLimits _limits;
        private readonly PlayTokens _tokens;
        private readonly IStepRunner _runner;
        private readonly EventPump _events;
        private readonly TimeProvider _time;
        private readonly int[] _unmet;
        private readonly List<int>[] _dependants;
        private readonly StepOutcome?[] _outcomes;
        private readonly Dictionary<string, int> _openSteps = new(StringComparer.Ordinal);
        private readonly HashSet<string> _entered = new(StringComparer.Ordinal);
        private readonly TaskCompletionSource<IReadOnlyList<StepOutcome>> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Exception? _mistake;
        private int _open;
        private Step? _failed;

        public Run(Plan plan, ExecutionLimits limits, PlayTokens tokens, IStepRunner runner, EventPump events, TimeProvider time)
        {
            (_plan, _limits, _tokens, _runner, _events, _time) = (plan, limits, tokens, runner, events, time);
            _open = plan.Steps.Count;
            _unmet = new int[_open];
            _dependants = new List<int>[_open];
            _outcomes = new StepOutcome?[_open];
            foreach (var step in plan.Steps)
            {
                _dependants[step.Number - 1] = [];
                _unmet[step.Number - 1] = step.Needs.Count;
                if (step.Instance is { } instance)
                {
                    _openSteps[instance.Name] = _openSteps.GetValueOrDefault(instance.Name) + 1;
                }

                foreach (var need in step.Needs)
                {
                    _dependants[need - 1].Add(step.Number - 1);
                }
            }
        }

        public Task<IReadOnlyList<StepOutcome>> Outcomes => _end.Task;

        public void Begin() => Launch([.. _plan.Steps.Where(s => s.Needs.Count == 0)]);

        private void Launch(IReadOnlyList<Step> ready)
        {
            foreach (var step in ready)
            {
                _ = Task.Run(() => RunAsync(step));
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
                ship = await _limits.EnterShipAsync(step, _tokens.Stop).ConfigureAwait(false);
                _tokens.Stop.ThrowIfCancellationRequested();
                return Blocker() is { } blocker ? Blocked(step, blocker) : await CarryOutAsync(step).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_tokens.Stop.IsCancellationRequested)
            {
                return Outcome(step, StepVerdict.Cancelled, "cancelled");
            }
            finally
            {
                ship?.Release();
            }
        }

        private async Task<StepOutcome> CarryOutAsync(Step step)
        {
            var started = _time.GetTimestamp();
            _events.Publish(new StepStarted { Time = _time.GetUtcNow(), Step = StepIdentities.Of(step), Cause = step.Cause });
            try
            {
                var word = await _runner.RunAsync(step, _tokens).ConfigureAwait(false);
                return Outcome(step, StepVerdict.Done, word) with { Duration = _time.GetElapsedTime(started) };
            }
            catch (StepFailedException exception)
            {
                var blocked = Blockage.Describe(step, _plan, _dependants);
                var error = exception.Error with { Message = $"{exception.Error.Message}{blocked}{exception.Evidence}" };
                return Outcome(step, StepVerdict.Failed, "failed") with { Duration = _time.GetElapsedTime(started), Error = error };
            }
            catch (OperationCanceledException) when (_tokens.Stop.IsCancellationRequested)
            {
                return Outcome(step, StepVerdict.Cancelled, "cancelled") with { Duration = _time.GetElapsedTime(started) };
            }
        }

        private async Task EnterAsync(Step step)
        {
            bool first;
            lock (_lock)
            {
                first = step.Instance is { } instance && _entered.Add(instance.Name);
            }

            if (first)
            {
                try
                {
                    await _limits.EnterInstanceAsync(_tokens.Stop).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    lock (_lock)
                    {
                        _entered.Remove(step.Instance!.Name);
                    }

                    throw;
                }
            }
        }

        private Step? Blocker()
        {
            lock (_lock)
            {
                return _plan.Play.OnFailure == OnFailure.Stop || _mistake is not null ? _failed : null;
            }
        }

        private void Finish(Step step, StepOutcome outcome)
        {
            var ready = new List<Step>();
            lock (_lock)
            {
                Record(step, outcome);
                if (outcome.Verdict == StepVerdict.Failed)
                {
                    _failed ??= step;
                }

                if (outcome.Verdict == StepVerdict.Done)
                {
                    ready.AddRange(_dependants[step.Number - 1].Where(d => --_unmet[d] == 0).Select(d => _plan.Steps[d]));
                }
                else
                {
                    BlockDependants(step, outcome);
                }
            }

            Launch(ready);
            if (Volatile.Read(ref _open) == 0)
            {
                End();
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
            var pending = new Stack<int>(_dependants[step.Number - 1]);
            while (pending.TryPop(out var index))
            {
                if (_outcomes[index] is not null)
                {
                    continue;
                }

                var dependant = _plan.Steps[index];
                Record(dependant, outcome.Verdict == StepVerdict.Cancelled ? Outcome(dependant, StepVerdict.Cancelled, "cancelled") : Blocked(dependant, cause));
                _dependants[index].ForEach(pending.Push);
            }
        }

        private void Record(Step step, StepOutcome outcome)
        {
            _outcomes[step.Number - 1] = outcome;
            _open--;
            _events.Publish(new StepFinished { Time = _time.GetUtcNow(), Outcome = outcome });
            if (step.Instance is { } instance && --_openSteps[instance.Name] == 0 && _entered.Contains(instance.Name))
            {
                _limits.LeaveInstance();
            }
        }

        private static StepOutcome Blocked(Step step, Step by) => Outcome(step, StepVerdict.Blocked, $"blocked by {by.Subject}");

        private static StepOutcome Outcome(Step step, StepVerdict verdict, string word)
            => new() { Step = StepIdentities.Of(step), Verdict = verdict, Word = word };
    }
}
