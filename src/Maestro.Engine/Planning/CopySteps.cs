using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Removes a container of a copy that the file no longer has an instance for, running or not.</summary>
/// <param name="Container">The container.</param>
internal sealed record RemoveStrayStep(ObservedContainer Container) : Step
{
    public override StepKind Kind => StepKind.Remove;

    public override Instance? Instance => null;

    public override string Subject => Container.Name;
}

/// <summary>Removes a volume of a copy that no container uses any more.</summary>
/// <param name="Volume">Its name on the ship.</param>
internal sealed record RemoveVolumeStep(string Volume) : Step
{
    public override StepKind Kind => StepKind.RemoveVolume;

    public override Instance? Instance => null;

    public override string Subject => Volume;
}

/// <summary>Removes what is left on a ship of a copy whose time is over, whoever's it was. Nothing waits for it.</summary>
/// <param name="Copy">The copy.</param>
internal sealed record SweepStep(Owner Copy) : Step
{
    public override StepKind Kind => StepKind.Sweep;

    public override Instance? Instance => null;

    public override string Subject => Copy.Short;
}
