using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The steps that bring instances up: the pull of an image that is missing, the start, the checks after it.</summary>
internal sealed class StartSteps(MaestroEnvironment environment, Play play, PlanBuilder plan)
{
    private readonly PullSteps _pulls = new(environment, plan);

    /// <summary>Adds the pull that an instance needs.</summary>
    /// <returns>Its number; none when the image is there, or the container is used again.</returns>
    public IReadOnlyList<int> AddPull(Instance instance, ObservedFleet fleet)
    {
        var refreshes = play.RefreshImages && !play.OnlyIfChanged;
        var isNeeded = !Reuses(fleet.ContainerOf(instance)) && (refreshes || !fleet.HasImage(instance.Ship, instance.Image));
        return isNeeded ? [_pulls.For(instance, refreshes ? "refresh asked for" : "image is not there")] : [];
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
