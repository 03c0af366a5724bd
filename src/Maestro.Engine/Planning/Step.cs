using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>One node of a plan: what to do, to what, why, and after which other steps.</summary>
internal abstract record Step
{
    /// <summary>From 1, in the order in which the plan lists its steps.</summary>
    public required int Number { get; init; }

    /// <summary>The ship it works on.</summary>
    public required Ship Ship { get; init; }

    /// <summary>Why it is there, such as "no container".</summary>
    public required string Cause { get; init; }

    /// <summary>Numbers of the steps that must be done before it; all smaller than its own.</summary>
    public IReadOnlyList<int> Needs { get; init; } = [];

    public abstract StepKind Kind { get; }

    /// <summary>The instance it works on, or null for a step that serves several.</summary>
    public abstract Instance? Instance { get; }

    /// <summary>The instance's name; for a pull the image.</summary>
    public virtual string Subject => Instance!.Name;
}

/// <summary>Pulls an image onto a ship.</summary>
internal sealed record PullStep(ImageReference Image) : Step
{
    public override StepKind Kind => StepKind.Pull;

    public override Instance? Instance => null;

    public override string Subject => Image.Full;
}

/// <summary>Creates a container and starts it.</summary>
/// <param name="Target">The instance.</param>
/// <param name="Existing">The stopped container in whose place it comes, or null.</param>
/// <param name="Reuse">Whether to start the existing container again instead of making a new one.</param>
internal sealed record StartStep(Instance Target, ObservedContainer? Existing, bool Reuse) : Step
{
    public override StepKind Kind => StepKind.Start;

    public override Instance Instance => Target;
}

/// <summary>Waits until an instance's checks of one state pass.</summary>
internal sealed record CheckStep(Instance Target, LifecycleState State = LifecycleState.Running) : Step
{
    public IReadOnlyList<CheckSpec> Checks => Target.Lifecycle.Of(State);

    public override StepKind Kind => StepKind.Check;

    public override Instance Instance => Target;
}

/// <summary>Stops a container.</summary>
internal sealed record StopStep(Instance Target) : Step
{
    public override StepKind Kind => StepKind.Stop;

    public override Instance Instance => Target;
}

/// <summary>Removes a stopped container.</summary>
internal sealed record RemoveStep(Instance Target) : Step
{
    public override StepKind Kind => StepKind.Remove;

    public override Instance Instance => Target;
}
