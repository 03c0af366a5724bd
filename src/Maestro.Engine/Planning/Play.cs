using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>What a user asks for, with its options. The defaults are those of <c>docs/plays.md</c>.</summary>
/// <param name="Kind">What to do.</param>
public sealed record Play(PlayKind Kind)
{
    /// <summary>Starts that run at once on one ship unless the user says otherwise.</summary>
    public const int DefaultStartsPerShip = 4;

    /// <summary>Stops that run at once on one ship unless the user says otherwise.</summary>
    public const int DefaultStopsPerShip = 8;

    /// <summary>How long a copy lives unless the user says otherwise.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(24);

    /// <summary>Services and instances to act on; empty for all that are not omitted, with their dependencies.</summary>
    public IReadOnlyList<string> Things { get; init; } = [];

    /// <summary>Also act on what the named things require (for stop, kill, restart and down: on what requires them).</summary>
    public bool WithDependencies { get; init; }

    /// <summary>Keep no order between instances.</summary>
    public bool IgnoreDependencies { get; init; }

    /// <summary>Only the named things, on purpose: no warning about dependants that are left running.</summary>
    public bool Only { get; init; }

    /// <summary>Most instances worked on at a time, over all ships; null for no limit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Most instances worked on at a time on one ship; null for 4 starts, 8 stops.</summary>
    public int? ShipConcurrency { get; init; }

    /// <summary>Pull images even when the ship has them.</summary>
    public bool RefreshImages { get; init; }

    /// <summary>Start an existing stopped container again instead of making it anew.</summary>
    public bool Reuse { get; init; }

    /// <summary>Let containers that are made anew begin with new anonymous volumes; those of the containers that they replace are deleted.</summary>
    public bool RenewVolumes { get; init; }

    /// <summary>With the containers that are removed, delete their anonymous volumes.</summary>
    public bool Volumes { get; init; }

    /// <summary>Restart only what runs from another image than its name stands for now, or was made from another version of the file.</summary>
    public bool OnlyIfChanged { get; init; }

    /// <summary>No instance is begun until that long after the last one began or was done.</summary>
    public TimeSpan StepDelay { get; init; }

    /// <summary>How long an instance that was stopped in a restart stays down at least.</summary>
    public TimeSpan StopStartDelay { get; init; }

    /// <summary>Glob over instance names (<c>* ? [a-z] [!a-z]</c>), or null.</summary>
    public string? ContainerFilter { get; init; }

    /// <summary>Glob over ship names, or null.</summary>
    public string? ShipFilter { get; init; }

    /// <summary>Deadline of the whole play; null for none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What to do with independent branches after a failure.</summary>
    public OnFailure OnFailure { get; init; }

    /// <summary>
    /// The name of the isolated copy of the environment to act on, with containers, networks, volumes and ports of its own; null for the
    /// environment itself.
    /// </summary>
    public string? Run { get; init; }

    /// <summary>How long the copy may live, from when something of it is started; null for 24 hours. What is over its time is swept by a later start or down on that ship.</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>For a status: also the id of each image, since when exactly, and whether each port answers.</summary>
    public bool Full { get; init; }

    /// <summary>For a status: whether its table shows the addresses of ships instead of their names.</summary>
    public bool ShowHosts { get; init; }

    /// <summary>Whether the ships are only looked at: the result has the steps that would be taken, and none is.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the play takes running instances away, for a moment or for good: those that require them are concerned too.</summary>
    internal bool TakesDown => Kind is PlayKind.Stop or PlayKind.Kill or PlayKind.Restart or PlayKind.Down;

    /// <summary>Whether the play starts instances: those that they require are concerned too.</summary>
    internal bool Starts => Kind is PlayKind.Start or PlayKind.Restart;
}
