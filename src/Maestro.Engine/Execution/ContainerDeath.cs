using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Tells containers that have ended for good from those that Docker brings back, and describes the end.</summary>
internal static class ContainerDeath
{
    /// <summary>Whether the container has ended and its restart policy will not bring it back.</summary>
    public static bool IsFinal(ContainerDetails container) => container.State is "exited" or "dead" or "created" or "removing";

    public static async Task<StepFailedException> DescribeAsync(ShipConnection connection, Instance instance, ContainerDetails container, TimeProvider time)
    {
        var restarts = container.RestartCount > 0 ? $" after {container.RestartCount} restarts" : string.Empty;
        var memory = container.OutOfMemory ? " (out of memory)" : string.Empty;
        var reason = container.Error.Length > 0 ? $": {EngineTrouble.Sentence(container.Error)}" : ".";
        var log = await LogTail.ReadAsync(connection.Docker, container, time).ConfigureAwait(false);
        return new StepFailedException(Diagnostic.Error(
            DiagnosticCodes.ContainerDied,
            $"{instance.Name} ended with exit code {container.ExitCode}{memory}{restarts}{reason}{log}",
            instance.Location));
    }

    public static StepFailedException Removed(Instance instance) => new(Diagnostic.Error(
        DiagnosticCodes.ContainerDied, $"The container of {instance.Name} was removed while it was waited for.", instance.Location));
}
