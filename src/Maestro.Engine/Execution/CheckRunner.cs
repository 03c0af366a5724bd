using Maestro.Engine.Checks;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Runs an instance's checks of one state one after the other, and gives up at once when its container has ended for good.</summary>
internal sealed class CheckRunner(PlayContext context)
{
    private readonly Attempts _attempts = new(context.Time);
    private readonly CheckFactory _checks = new(context.Time);
    private readonly CheckFailure _failure = new(context);

    public Task<string> RunAsync(CheckStep step, PlayTokens tokens) => step.State switch
    {
        LifecycleState.Running => RunWatchedAsync(step, RunRoundsAsync, tokens),
        LifecycleState.PreStop => RunWatchedAsync(step, RunBeforeStopAsync, tokens),
        _ => RunUnwatchedAsync(step, tokens),
    };

    private async Task<string> RunWatchedAsync(
        CheckStep step, Func<CheckStep, InstanceProbe, ContainerVigil, CancellationToken, Task<string>> run, PlayTokens tokens)
    {
        var connection = context.Connections.To(step.Ship);
        var probe = new InstanceProbe(step.Target, context, connection);
        var container = await OwnContainer.FindAsync(context, step.Target, connection.Docker, tokens.Stop).ConfigureAwait(false) ?? step.Target.ContainerName;
        var vigil = await ContainerVigil.BeginAsync(connection, container, probe, TellRestart, tokens.Stop).ConfigureAwait(false);
        await using (vigil.ConfigureAwait(false))
        {
            return await run(step, probe, vigil, tokens.Stop).ConfigureAwait(false);
        }

        void TellRestart(int restarts) => context.Report(step, $"its container ended and was brought back ({ContainerDeath.Times(restarts)} so far)");
    }

    private async Task<string> RunUnwatchedAsync(CheckStep step, PlayTokens tokens)
    {
        var probe = new InstanceProbe(step.Target, context, context.Connections.To(step.Ship));
        foreach (var spec in step.Checks)
        {
            await TryAsync(step, spec, probe, tokens.Stop).ConfigureAwait(false);
        }

        return $"passed its {LifecycleStates.Word(step.State)} checks";
    }

    // What a check has proved of a container that was brought back since holds no longer: then all are run again.
    private async Task<string> RunRoundsAsync(CheckStep step, InstanceProbe probe, ContainerVigil vigil, CancellationToken cancellation)
    {
        var started = context.Time.GetTimestamp();
        var limit = step.Checks.Aggregate(TimeSpan.Zero, (sum, check) => sum + check.MaxWait);
        while (true)
        {
            var before = probe.Restarts;
            foreach (var spec in step.Checks)
            {
                await PassAsync(step, spec, probe, vigil, cancellation).ConfigureAwait(false);
            }

            if (step.Target.Lifecycle.IsJob)
            {
                return step.Needs.Count == 0 ? "up" : "completed";
            }

            var details = await probe.LookAsync(cancellation).ConfigureAwait(false);
            if (details is null || ContainerDeath.IsFinal(details))
            {
                throw await DescribeEndAsync(step, null, details).ConfigureAwait(false);
            }

            if (details.IsRunning && details.RestartCount == before)
            {
                return step.Needs.Count == 0 ? "up" : "started";
            }

            if (context.Time.GetElapsedTime(started) > limit)
            {
                throw CheckFailure.NeverStays(step, details);
            }

            await Task.Delay(AdaptivePause.After(context.Time.GetElapsedTime(started)), context.Time, cancellation).ConfigureAwait(false);
        }
    }

    // A container that ends by itself before it is stopped is what was wanted.
    private async Task<string> RunBeforeStopAsync(CheckStep step, InstanceProbe probe, ContainerVigil vigil, CancellationToken cancellation)
    {
        foreach (var spec in step.Checks)
        {
            if (!vigil.End.IsCompleted)
            {
                await TryAsync(step, spec, probe, cancellation, vigil.End, vigil).ConfigureAwait(false);
            }
        }

        return vigil.End.IsCompleted ? "down" : $"passed its {LifecycleStates.Word(step.State)} checks";
    }

    private async Task PassAsync(CheckStep step, CheckSpec spec, InstanceProbe probe, ContainerVigil vigil, CancellationToken cancellation)
    {
        // The end of a job is what its last check waits for, and what it has written is still there.
        var outlivesJob = step.Target.Lifecycle.IsJob && !spec.NeedsRunningContainer;
        var end = outlivesJob ? FailingEndAsync(vigil) : vigil.End;
        var passed = await TryAsync(step, spec, probe, cancellation, end, vigil).ConfigureAwait(false);
        if (!vigil.End.IsCompleted)
        {
            return;
        }

        var details = await vigil.End.ConfigureAwait(false);
        if (!passed || details is null || !ContainerDeath.IsJobDone(step.Target, details))
        {
            throw await DescribeEndAsync(step, spec, details).ConfigureAwait(false);
        }
    }

    // Ends only when the container has ended as it should not.
    private static async Task FailingEndAsync(ContainerVigil vigil)
    {
        if (await vigil.End.ConfigureAwait(false) is { ExitCode: 0 })
        {
            await new TaskCompletionSource().Task.ConfigureAwait(false);
        }
    }

    /// <summary>Tries a check until it passes, or until something ends that makes it pointless.</summary>
    /// <returns>Whether it passed; false when the container has ended for good.</returns>
    private async Task<bool> TryAsync(
        CheckStep step, CheckSpec spec, InstanceProbe probe, CancellationToken cancellation, Task? end = null, ContainerVigil? vigil = null)
    {
        var state = step.State == LifecycleState.Running ? string.Empty : $"{LifecycleStates.Word(step.State)} check ";
        context.ReportCheck(step, spec.Summary, $"waiting for {state}{spec.Summary}");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var check = new ReportedCheck(_checks.Create(spec, probe), spec, step, context);
        var attempts = _attempts.RunAsync(check, Pace.Of(spec), ended.Token);
        if (end is not null && await Task.WhenAny(attempts, end).ConfigureAwait(false) == end)
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await ((Task)attempts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await end.ConfigureAwait(false);
            return false;
        }

        var result = await attempts.ConfigureAwait(false);
        return result.Last.Passed
            || (vigil is { End.IsCompletedSuccessfully: true }
                ? false
                : throw await _failure.DescribeAsync(step, spec, probe, result).ConfigureAwait(false));
    }

    private async Task<StepFailedException> DescribeEndAsync(CheckStep step, CheckSpec? spec, ContainerDetails? details)
        => details is null
            ? ContainerDeath.Removed(step.Target)
            : await ContainerDeath.DescribeAsync(context.Connections.To(step.Ship), step.Target, details, context.Time, spec).ConfigureAwait(false);
}
