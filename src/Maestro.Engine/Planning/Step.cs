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

    /// <summary>How long to wait once all that it needs is done.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The steps of one turn count as one instance at work, from the first to the last; null for a step that is in no turn.</summary>
    public string? Turn
    {
        get => field ?? Instance?.Name;
        init;
    }

    /// <summary>Whether a turn that begins with it waits for the delay between steps.</summary>
    public bool IsPaced { get; init; } = true;

    public abstract StepKind Kind { get; }

    /// <summary>The instance it works on, or null for a step that serves several.</summary>
    public abstract Instance? Instance { get; }

    /// <summary>The instance's name; for a pull the image, for a network its name on the ship.</summary>
    public virtual string Subject => Instance!.Name;
}

/// <summary>Pulls an image onto a ship.</summary>
/// <param name="Image">The image.</param>
/// <param name="Platform">The platform that is asked for; empty for the engine's own.</param>
internal sealed record PullStep(ImageReference Image, string Platform = "") : Step
{
    /// <summary>Whether other ships pull the same tag: what it stands for when the first one asks is then pulled by all.</summary>
    public bool SharesTag { get; init; }

    public override StepKind Kind => StepKind.Pull;

    public override Instance? Instance => null;

    public override string Subject => SubjectOf(Image, Platform);

    /// <summary>What the step is called that pulls an image for a platform.</summary>
    public static string SubjectOf(ImageReference image, string platform) => platform.Length == 0 ? image.Full : $"{image.Full} ({platform})";
}

/// <summary>Creates a network on a ship.</summary>
internal sealed record CreateNetworkStep(Network Network) : Step
{
    public override StepKind Kind => StepKind.CreateNetwork;

    public override Instance? Instance => null;

    public override string Subject => Network.ActualName;
}

/// <summary>Removes a network that no container uses, running or not.</summary>
/// <param name="Network">Its name on the ship.</param>
internal sealed record RemoveNetworkStep(string Network) : Step
{
    public override StepKind Kind => StepKind.RemoveNetwork;

    public override Instance? Instance => null;

    public override string Subject => Network;
}

/// <summary>Creates a container and starts it.</summary>
/// <param name="Target">The instance.</param>
/// <param name="Existing">The stopped container in whose place it comes, or null.</param>
/// <param name="Reuse">Whether to start the existing container again instead of making a new one.</param>
internal sealed record StartStep(Instance Target, ObservedContainer? Existing, bool Reuse) : Step
{
    /// <summary>What an earlier run that was killed has left behind beside the container, or null.</summary>
    public ObservedContainer? Leftover { get; init; }

    /// <summary>Whether the anonymous volumes of the existing container are deleted instead of carried over.</summary>
    public bool RenewsVolumes { get; init; }

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

/// <summary>Kills a container.</summary>
internal sealed record KillStep(Instance Target) : Step
{
    public override StepKind Kind => StepKind.Kill;

    public override Instance Instance => Target;
}

/// <summary>Removes a stopped container, and what an earlier run that was killed has left behind beside it.</summary>
internal sealed record RemoveStep(Instance Target) : Step
{
    /// <summary>Whether the instance's own container goes; otherwise it is only about what was left behind.</summary>
    public bool RemovesContainer { get; init; } = true;

    /// <summary>What an earlier run that was killed has left behind beside the container, or null.</summary>
    public ObservedContainer? Leftover { get; init; }

    /// <summary>Whether its anonymous volumes are deleted, too.</summary>
    public bool DeletesVolumes { get; init; }

    public override StepKind Kind => StepKind.Remove;

    public override Instance Instance => Target;
}
