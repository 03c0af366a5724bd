using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The steps that bring instances up: the pull of an image that is missing, the start, the checks after it.</summary>
internal sealed class StartSteps(MaestroEnvironment environment, Play play, PlanBuilder plan)
{
    private readonly PullSteps _pulls = new(environment, plan);
    private readonly NetworkSteps _networks = new(environment, plan);
    private readonly CheckSteps _checks = new(environment, plan);

    /// <summary>Refuses what no step can mend: an image that may not be pulled, a network that is not there or somebody else's.</summary>
    /// <exception cref="Diagnostics.MaestroException">There is such a thing.</exception>
    public void Check(IReadOnlyList<Instance> starting, ObservedFleet fleet)
    {
        PullSteps.RefuseMissing(starting.Where(i => !Reuses(fleet.ContainerOf(i))), fleet);
        _networks.Check(starting, fleet);
    }

    /// <summary>Adds the pull and the networks that an instance needs.</summary>
    /// <returns>Their numbers in ascending order; none when all is there, or the ship did not answer.</returns>
    public IReadOnlyList<int> Prepare(Instance instance, ObservedFleet fleet)
    {
        List<int> steps = [];
        if (fleet.Ship(instance.Ship).Problem is not null)
        {
            return steps;
        }

        if (!Reuses(fleet.ContainerOf(instance)) && PullSteps.CauseFor(instance, play, fleet) is { } cause)
        {
            steps.Add(_pulls.For(instance, cause));
        }

        return [.. steps.Concat(_networks.For(instance, fleet)).Order()];
    }

    /// <summary>Adds the start, with the checks before and after it.</summary>
    /// <param name="before">The steps that come before the instance.</param>
    /// <param name="prepared">The steps that <see cref="Prepare"/> has added; null to add them here.</param>
    /// <param name="delay">How long to wait once what comes before is done.</param>
    /// <param name="turn">The turn that the start is part of; null for the instance's own.</param>
    /// <returns>The number of the last step, be it the start or the checks after it.</returns>
    public int AddStart(Instance instance, ObservedFleet fleet, IReadOnlyList<int> before, IReadOnlyList<int>? prepared = null, string? cause = null, TimeSpan delay = default, string? turn = null)
    {
        var container = fleet.ContainerOf(instance);
        cause ??= container is not null ? container.StateWord : fleet.Ship(instance.Ship).Problem is null ? "no container" : "ship did not answer";
        var passed = _checks.Add(instance, LifecycleState.PreStart, cause, before, turn);
        var start = plan.Add(new StartStep(instance, container, Reuses(container))
        {
            Needs = JoinedNeeds.Of(passed, prepared ?? Prepare(instance, fleet)),
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = cause,
            Turn = turn,
            Leftover = fleet.LeftoverOf(instance, environment),
            RenewsVolumes = play.RenewVolumes,
        });
        if (delay > TimeSpan.Zero)
        {
            plan.Change<Step>(ReferenceEquals(passed, before) ? start : passed[0], s => s with { Delay = delay });
        }

        return _checks.Add(instance, LifecycleState.Running, "it has just started", [start], turn)[0];
    }

    /// <summary>Adds the checks of an instance that is up already.</summary>
    /// <returns>The number of the step; none when the instance has no checks.</returns>
    public IReadOnlyList<int> AddCheck(Instance instance, string cause) => _checks.Add(instance, LifecycleState.Running, cause, [], isPaced: false);

    /// <summary>How a play that brings the instance up leaves it.</summary>
    public static string WordFor(Instance instance, string word = "started") => instance.Lifecycle.IsJob ? "completed" : word;

    private bool Reuses(ObservedContainer? container) => play.Reuse && container is not null;
}
