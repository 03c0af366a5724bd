namespace Maestro.Engine.Progress;

/// <summary>A step that a play is going to take.</summary>
/// <param name="Step">The step.</param>
/// <param name="Cause">Why the plan has it.</param>
/// <param name="Needs">Numbers of the steps that must be done before it.</param>
public sealed record PlannedStep(StepIdentity Step, string Cause, IReadOnlyList<int> Needs);
