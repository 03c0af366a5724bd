using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Names the steps of a plan for those who only see events.</summary>
internal static class StepIdentities
{
    public static StepIdentity Of(Step step)
        => new(step.Number, step.Kind, step.Subject, step.Instance?.Service ?? string.Empty, step.IsLocal ? string.Empty : step.Ship.Name);
}
