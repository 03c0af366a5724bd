using Maestro.Engine.Checks;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Runs an instance's running checks one after the other, and gives up at once when its container has ended for good.</summary>
internal sealed class CheckRunner(PlayContext context)
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(5);
    private readonly Attempts _attempts = new(context.Time);

    public async Task<string> RunAsync(CheckStep step, PlayTokens tokens)
    {
        var connection = context.Connections.To(step.Ship);
        var probe = new InstanceProbe(step.Target, connection, context.Facts);
        var container = context.Facts.Of(step.Target)?.Id ?? step.Target.Name;
        using var events = await connection.Watch.SubscribeAsync(container, tokens.Stop).ConfigureAwait(false);
        await ThrowIfDeadAsync(probe, connection, tokens.Stop).ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(tokens.Stop);
        var death = WatchForDeathAsync(events, probe, connection, over.Token);
        try
        {
            foreach (var spec in step.Target.Lifecycle.Running)
            {
                await PassAsync(step, spec, probe, death, over.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await ((Task)death).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return step.Needs.Count == 0 ? "up" : "started";
    }

    private async Task PassAsync(CheckStep step, CheckSpec spec, InstanceProbe probe, Task death, CancellationToken cancellation)
    {
        context.Report(step, $"waiting for {spec.Summary}");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var attempts = _attempts.RunAsync(new ReportedCheck(CheckFactory.Create(spec, probe), spec, step, context), spec.MaxWait, ended.Token);
        if (await Task.WhenAny(attempts, death).ConfigureAwait(false) == death)
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await ((Task)attempts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await death.ConfigureAwait(false);
        }

        var result = await attempts.ConfigureAwait(false);
        if (!result.Last.Passed)
        {
            throw await DescribeFailureAsync(step, spec, probe, result).ConfigureAwait(false);
        }
    }

    private async Task WatchForDeathAsync(ContainerWatch.Subscription events, InstanceProbe probe, ShipConnection connection, CancellationToken cancellation)
    {
        while (true)
        {
            await events.NextAsync(cancellation).ConfigureAwait(false);
            probe.Forget();
            await ThrowIfDeadAsync(probe, connection, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ThrowIfDeadAsync(InstanceProbe probe, ShipConnection connection, CancellationToken cancellation)
    {
        var details = await probe.LookAsync(cancellation).ConfigureAwait(false) ?? throw ContainerDeath.Removed(probe.Instance);
        if (ContainerDeath.IsFinal(details))
        {
            throw await ContainerDeath.DescribeAsync(connection, probe.Instance, details, context.Time).ConfigureAwait(false);
        }
    }

    private async Task<StepFailedException> DescribeFailureAsync(CheckStep step, CheckSpec spec, InstanceProbe probe, AttemptsResult result)
    {
        var connection = context.Connections.To(step.Ship);
        var (details, state) = await LookOnceMoreAsync(probe).ConfigureAwait(false);
        var log = details is null ? string.Empty : await LogTail.ReadAsync(connection.Docker, details, context.Time).ConfigureAwait(false);
        return new StepFailedException(Diagnostic.Error(
            DiagnosticCodes.CheckFailed,
            $"{step.Target.Name} did not pass the check '{spec.Summary}' within {spec.MaxWait.TotalSeconds:0.###} s ({result.Tries} tries). The last one: {result.Last.Finding}. {state}{log}",
            spec.Location ?? step.Target.Location));
    }

    // An engine that hangs or is away must not hide what the check has found.
    private async Task<(ContainerDetails? Details, string State)> LookOnceMoreAsync(InstanceProbe probe)
    {
        using var limit = new CancellationTokenSource(LookLimit, context.Time);
        try
        {
            var details = await probe.LookAsync(limit.Token).ConfigureAwait(false);
            return (details, details is null ? "The container is gone." : $"The container is {details.State}.");
        }
        catch (Exception exception) when (exception is DockerConnectionException or DockerApiException or OperationCanceledException)
        {
            return (null, "The engine does not say how the container is.");
        }
    }
}
