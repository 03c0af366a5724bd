using System.Globalization;
using Maestro.Engine.Checks;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Puts the failure of a check into words: the check, what it found last, and how its container is.</summary>
internal sealed class CheckFailure(PlayContext context)
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(5);

    public async Task<StepFailedException> DescribeAsync(CheckStep step, CheckSpec spec, InstanceProbe probe, AttemptsResult result)
    {
        // Before a start there is no container, or one that has nothing to do with the check.
        var (details, state) = step.State == LifecycleState.PreStart ? (null, string.Empty) : await LookOnceMoreAsync(step, spec, probe).ConfigureAwait(false);
        var log = details is null || context.SecretThatCannotBeHidden(step.Target) is not null ? string.Empty : await LogTail.ReadAsync(context.Connections.To(step.Ship).Docker, details, context.Time).ConfigureAwait(false);
        var finding = result.Last.Finding.EndsWith('.') || result.Last.Finding.Contains('\n', StringComparison.Ordinal) ? result.Last.Finding : $"{result.Last.Finding}.";
        var gap = state.Length == 0 ? string.Empty : finding.Contains('\n', StringComparison.Ordinal) ? Environment.NewLine : " ";
        return Failed(step, $"{step.Target.Name} did not pass the {LifecycleStates.Word(step.State)} check '{spec.Summary}' {Effort(spec, result)}. The last one: {finding}{gap}{state}", spec.Location, log);
    }

    public static StepFailedException NeverStays(CheckStep step, ContainerDetails details) => Failed(
        step, $"{step.Target.Name} does not stay up: it passes its checks, and its container ends and is brought back again and again ({ContainerDeath.Times(details.RestartCount)}, last exit code {details.ExitCode}).");

    private static StepFailedException Failed(CheckStep step, string message, SourceLocation? location = null, string log = "")
        => new(Diagnostic.Error(DiagnosticCodes.CheckFailed, message, location ?? step.Target.Location)) { Evidence = log };

    private static string Effort(CheckSpec spec, AttemptsResult result) => result.TimedOut
        ? string.Create(CultureInfo.InvariantCulture, $"within {spec.MaxWait.TotalSeconds:0.###} s ({result.Tries} {(result.Tries == 1 ? "try" : "tries")})")
        : $"({result.Effort})";

    // An engine that hangs or is away must not hide what the check has found.
    private async Task<(ContainerDetails? Details, string State)> LookOnceMoreAsync(CheckStep step, CheckSpec spec, InstanceProbe probe)
    {
        using var limit = new CancellationTokenSource(LookLimit, context.Time);
        try
        {
            var details = await probe.LookAsync(limit.Token).ConfigureAwait(false);
            return (details, details is null ? "The container is gone." : $"{State(details)}{Age(step, details)}{Health(details, spec)}");
        }
        catch (Exception exception) when (exception is DockerConnectionException or DockerApiException or OperationCanceledException)
        {
            return (null, "The engine does not say how the container is.");
        }
    }

    private static string State(ContainerDetails details)
    {
        var restarts = details.RestartCount > 0 ? $" after {ContainerDeath.Times(details.RestartCount)}" : string.Empty;
        var code = details.IsRunning ? string.Empty : $", with exit code {details.ExitCode}{(details.OutOfMemory ? " (out of memory)" : string.Empty)}";
        return $"The container is {details.State}{restarts}{code}.";
    }

    // Whoever has just corrected the file waits for what a start leaves as it is. Before a stop nobody asks for secrets, so nobody knows.
    private string Age(CheckStep step, ContainerDetails details)
        => step.State == LifecycleState.Running && details.IsRunning && context.Specs.IsOutdated(step.Target, details.Labels)
            ? " It was made from another version of the file; a restart makes it anew."
            : string.Empty;

    // A health check has said so itself.
    private static string Health(ContainerDetails details, CheckSpec spec) => details.Health is null || spec is HealthCheckSpec
        ? string.Empty
        : details.HealthOutput.Length == 0
            ? $" It is {details.Health}."
            : $" It is {details.Health}; its HEALTHCHECK says:{OutputTail.Indent(details.HealthOutput)}{Environment.NewLine}";
}
