using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The steps that bring instances up: the pull of an image that is missing, the start, the checks after it.</summary>
internal sealed class StartSteps(MaestroEnvironment environment, Play play, PlanBuilder plan)
{
    private readonly PullSteps _pulls = new(environment, plan);
    private readonly NetworkSteps _networks = new(environment, plan);

    /// <summary>Refuses what no step can mend: an image that may not be pulled, a network that is not there or somebody else's.</summary>
    /// <exception cref="Diagnostics.MaestroException">There is such a thing.</exception>
    public void Check(IReadOnlyList<Instance> starting, ObservedFleet fleet)
    {
        PullSteps.RefuseMissing(starting.Where(i => !Reuses(fleet.ContainerOf(i))), fleet);
        _networks.Check(starting, fleet);
    }

    /// <summary>Adds the pull and the networks that an instance needs.</summary>
    /// <returns>Their numbers in ascending order; none when all is there.</returns>
    public IReadOnlyList<int> Prepare(Instance instance, ObservedFleet fleet)
    {
        List<int> steps = [];
        if (!Reuses(fleet.ContainerOf(instance)) && PullSteps.CauseFor(instance, play, fleet) is { } cause)
        {
            steps.Add(_pulls.For(instance, cause));
        }

        return [.. steps.Concat(_networks.For(instance, fleet)).Order()];
    }

    /// <summary>Adds the start.</summary>
    /// <returns>The number of the last step, be it the start or the checks after it.</returns>
    public int AddStart(Instance instance, ObservedFleet fleet, IReadOnlyList<int> needs, string? cause = null, TimeSpan delay = default, string? turn = null)
    {
        var container = fleet.ContainerOf(instance);
        var start = plan.Add(new StartStep(instance, container, Reuses(container))
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = cause ?? (container is null ? "no container" : container.StateWord),
            Needs = needs,
            Delay = delay,
            Turn = turn,
            Leftover = fleet.LeftoverOf(instance, environment),
            RenewsVolumes = play.RenewVolumes,
        });
        return instance.Lifecycle.Running.Count == 0 ? start : AddCheck(instance, "it has just started", [start], turn, isPaced: true);
    }

    /// <summary>Adds the checks of an instance that is up already.</summary>
    /// <returns>The number of the step; none when the instance has no checks.</returns>
    public IReadOnlyList<int> AddCheck(Instance instance, string cause)
        => instance.Lifecycle.Running.Count == 0 ? [] : [AddCheck(instance, cause, [], null, isPaced: false)];

    private int AddCheck(Instance instance, string cause, IReadOnlyList<int> needs, string? turn, bool isPaced)
        => plan.Add(new CheckStep(instance)
        {
            Number = plan.NextNumber,
            Ship = environment.Ship(instance.Ship),
            Cause = cause,
            Needs = needs,
            Turn = turn,
            IsPaced = isPaced,
        });

    private bool Reuses(ObservedContainer? container) => play.Reuse && container is not null;
}
