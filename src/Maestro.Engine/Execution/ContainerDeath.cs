using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Tells containers that have ended for good from those that Docker brings back, and describes the end.</summary>
internal static class ContainerDeath
{
    /// <summary>Whether the container has ended and its restart policy will not bring it back.</summary>
    public static bool IsFinal(ContainerDetails container) => container.State is "exited" or "dead" or "created" or "removing";

    /// <summary>Whether the container has ended as it was to end.</summary>
    public static bool IsJobDone(Instance instance, ContainerDetails container)
        => instance.Lifecycle.IsJob && container is { State: "exited", ExitCode: 0 };

    public static async Task<StepFailedException> DescribeAsync(
        ShipConnection connection, Instance instance, ContainerDetails container, TimeProvider time, CheckSpec? check = null)
    {
        var restarts = container.RestartCount > 0 ? $" after {Times(container.RestartCount)}" : string.Empty;
        var memory = container.OutOfMemory ? " (out of memory)" : string.Empty;
        var waited = check is null ? string.Empty : $" while the check '{check.Summary}' waited for it";
        var reason = container.Error.Length > 0 ? $": {EngineTrouble.Sentence(container.Error)}" : ".";
        var hint = container is { ExitCode: 0, OutOfMemory: false, Error: "" } && !instance.Lifecycle.IsJob ? " If it is a job that is to end, say so with a running check 'exit'." : string.Empty;
        return new StepFailedException(Diagnostic.Error(
            DiagnosticCodes.ContainerDied,
            $"{instance.Name} ended with exit code {container.ExitCode}{memory}{restarts}{waited}{reason}{hint}",
            check?.Location ?? instance.Location))
        {
            Evidence = await LogTail.ReadAsync(connection.Docker, container, time).ConfigureAwait(false),
        };
    }

    /// <summary>Such as <c>2 restarts</c>.</summary>
    public static string Times(int restarts) => restarts == 1 ? "1 restart" : $"{restarts} restarts";

    public static StepFailedException Removed(Instance instance) => new(Diagnostic.Error(
        DiagnosticCodes.ContainerDied, $"The container of {instance.Name} was removed while it was waited for.", instance.Location));
}
