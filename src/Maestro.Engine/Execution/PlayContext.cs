using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>What the steps of one play share.</summary>
internal sealed record PlayContext
{
    public required MaestroEnvironment Environment { get; init; }

    public required ContainerSpecs Specs { get; init; }

    public required ShipConnections Connections { get; init; }

    public required ContainerFacts Facts { get; init; }

    public required EventPump Events { get; init; }

    public required RegistryAccess Registries { get; init; }

    public required TimeProvider Time { get; init; }

    public void Report(Step step, string message, long? current = null, long? total = null)
        => Events.Publish(new StepProgress
        {
            Time = Time.GetUtcNow(),
            Step = StepIdentities.Of(step),
            Message = message,
            Current = current,
            Total = total,
        });
}
