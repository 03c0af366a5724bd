using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The steps that make images and bring them onto the ships that need them: each image is built once, and each ship gets it once.</summary>
internal sealed class BuildSteps(MaestroEnvironment environment, Play play, ObservedBuilds builds, PlanBuilder plan)
{
    private const int MostShips = 5;

    private readonly Dictionary<(string Ship, string Image), int> _numbers = [];

    // Which ships want what cannot be had, by the step that tells of it.
    private readonly Dictionary<int, string[]> _lost = [];

    // Which ships have an image that is not known to be what it is to be, and the warning that says so.
    private readonly Dictionary<(string Image, string Problem), (Diagnostic? Told, string[] Ships)> _unknown = [];

    // Where the others get an image from that is built already, or is going to be: a ship, or this machine.
    private readonly Dictionary<(string Image, string Platform), Origin> _origins = [];

    /// <summary>The images of ships that decide the plan: those of all instances whose image is built, where one of them gets a new container.</summary>
    public static IEnumerable<(string Ship, ImageReference Image)> ImagesToLookFor(Play play, Selection selection, ObservedFleet fleet)
    {
        if (!play.Starts && play.Kind != PlayKind.Pull)
        {
            return [];
        }

        var needed = selection.Instances.Where(i => i.Build is not null && NeedsImage(i, play, fleet)).Select(i => i.Image).ToHashSet();
        return selection.Instances.Where(i => needed.Contains(i.Image)).Select(i => (i.Ship, i.Image)).Distinct();
    }

    /// <summary>The ships whose platforms decide the plan: those onto which an image must be brought.</summary>
    public static IEnumerable<string> ShipsToAsk(Play play, Selection selection, ObservedFleet fleet, ObservedBuilds builds)
        => play.Starts || play.Kind == PlayKind.Pull
            ? selection.Instances
                .Where(i => i.Build is not (null or ArchiveBuild) && NeedsImage(i, play, fleet) && CauseFor(i, play, fleet, builds) is not null)
                .Select(i => i.Image).ToHashSet() is { Count: > 0 } wanted
                ? selection.Instances.Where(i => wanted.Contains(i.Image)).Select(i => i.Ship).Distinct(StringComparer.Ordinal)
                : []
            : [];

    /// <summary>Why the image must be brought onto the instance's ship; null when it is there as it is to be, or is not to be touched.</summary>
    public static string? CauseFor(Instance instance, Play play, ObservedFleet fleet, ObservedBuilds builds)
    {
        var isThere = fleet.HasImage(instance.Ship, instance.Image);
        var isCurrent = builds.IsCurrent(instance, fleet, instance.Ship) && fleet.HasImage(instance);
        return instance.PullPolicy switch
        {
            PullPolicy.Never => null,
            _ when isThere && !builds.CanTell(instance) => null,
            var policy when IsForced(instance, play) => policy == PullPolicy.Always ? "pull policy is always" : "refresh asked for",
            _ when !isThere => "image is not there",
            _ when !fleet.HasImage(instance) => "image is not there for that platform",
            _ => isCurrent ? null : instance.Build is ArchiveBuild ? "the archive has another image" : "its sources have changed",
        };
    }

    /// <summary>Adds what brings the image onto the instance's ship; for a ship that did not answer a step that others do not wait for.</summary>
    /// <returns>The number of the last step; null when there is nothing to do.</returns>
    public int? For(Instance instance, ObservedFleet fleet)
    {
        WarnIfUnknown(instance, fleet);
        if (CauseFor(instance, play, fleet, builds) is not { } cause)
        {
            return null;
        }

        // What cannot be had fails one step, for all that wait for it; a pull has nothing that waits.
        var isLost = play.Kind != PlayKind.Pull && builds.Of(instance)?.Problem is not null && fleet.Ship(instance.Ship).Problem is null;
        var key = (isLost ? string.Empty : instance.Ship, PullStep.SubjectOf(instance.Image, instance.Platform));
        if (!_numbers.TryGetValue(key, out var number))
        {
            _numbers[key] = number = fleet.Ship(instance.Ship).Problem is not null ? AddLoad(instance, "ship did not answer", instance.Platform, new Origin(null, null))
                : instance.Build is DockerfileBuild ? BuildOnShip(instance, cause, fleet)
                : Load(instance, cause, fleet);
        }

        if (isLost)
        {
            TellWhoWants(number, instance);
        }

        return number;
    }

    private static bool NeedsImage(Instance instance, Play play, ObservedFleet fleet)
        => play.Kind == PlayKind.Pull
            || fleet.ContainerOf(instance) is not { } container || (!play.Reuse && (play.Kind == PlayKind.Restart || !container.IsUp));

    private int BuildOnShip(Instance instance, string cause, ObservedFleet fleet)
    {
        var group = GroupOf(instance, fleet);
        if (_origins.GetValueOrDefault(group) is null && FindElsewhere(instance, fleet) is { } elsewhere)
        {
            _origins[group] = new Origin(environment.Ship(elsewhere), null);
        }

        if (_origins.GetValueOrDefault(group) is { } origin)
        {
            return AddLoad(instance, $"{cause}; ship {origin.Ship!.Name} has it", group.Platform, origin);
        }

        var number = AddBuild(instance, cause, group.Platform, isLocal: false);
        _origins[group] = new Origin(environment.Ship(instance.Ship), number);
        return number;
    }

    private int Load(Instance instance, string cause, ObservedFleet fleet)
    {
        var group = GroupOf(instance, fleet);
        if (_origins.GetValueOrDefault(group) is not { } origin)
        {
            var isReady = instance.Build is ArchiveBuild || (!IsForced(instance, play) && builds.Of(instance)?.Archives.ContainsKey(group.Platform) == true);
            _origins[group] = origin = new Origin(null, isReady ? null : AddBuild(instance, cause, group.Platform, isLocal: true));
        }

        return AddLoad(instance, cause, group.Platform, origin);
    }

    // A ship that has the image as it is to be spares the others the build.
    private string? FindElsewhere(Instance instance, ObservedFleet fleet)
        => IsForced(instance, play) ? null : fleet.Ships
            .Where(s => s.Name != instance.Ship && s.Problem is null && s.Platform == fleet.Ship(instance.Ship).Platform && s.Platform.Length > 0)
            .FirstOrDefault(s => builds.IsCurrent(instance, fleet, s.Name) && fleet.HasImage(instance with { Ship = s.Name }))?.Name;

    // What an archive holds is known without loading it. A play that asks what has changed has built before it was planned.
    private static bool IsForced(Instance instance, Play play)
        => instance.Build is not ArchiveBuild && !(play.RefreshImages && play.OnlyIfChanged) && (play.RefreshImages || instance.PullPolicy == PullPolicy.Always);

    private static (string Image, string Platform) GroupOf(Instance instance, ObservedFleet fleet)
        => (instance.Image.Full, instance.Platform.Length > 0 ? instance.Platform : fleet.Ship(instance.Ship).Platform);

    private int AddBuild(Instance instance, string cause, string platform, bool isLocal) => plan.Add(new BuildStep(instance.Image, instance.Build!, instance.Platform)
    {
        Number = plan.NextNumber,
        Ship = environment.Ship(instance.Ship),
        Cause = cause,
        IsLocal = isLocal,
        BuiltFor = platform,
        Sources = builds.Of(instance)?.Sources ?? string.Empty,
        Problem = builds.Of(instance)?.Problem,
        Refreshes = IsForced(instance, play),
    });

    private int AddLoad(Instance instance, string cause, string platform, Origin origin) => plan.Add(new LoadStep(instance.Image, instance.Build!, instance.Platform)
    {
        Number = plan.NextNumber,
        Ship = environment.Ship(instance.Ship),
        Cause = cause,
        From = origin.Ship,
        BuiltFor = platform,
        Sources = builds.Of(instance)?.Sources ?? string.Empty,
        Problem = builds.Of(instance)?.Problem,
        Needs = origin.Step is { } step ? [step] : [],
    });

    // Told once for all ships that have the image.
    private void WarnIfUnknown(Instance instance, ObservedFleet fleet)
    {
        if (builds.Of(instance)?.Problem is not { } problem || !fleet.HasImage(instance.Ship, instance.Image))
        {
            return;
        }

        var key = (instance.Image.Full, problem.Message);
        var (told, ships) = _unknown.GetValueOrDefault(key, (null, []));
        if (ships.Contains(instance.Ship))
        {
            return;
        }

        ships = [.. ships, instance.Ship];
        var warning = problem with
        {
            Severity = DiagnosticSeverity.Warning,
            Message = $"{problem.Message} {Names(ships)} {(ships.Length == 1 ? "has" : "have")} the image {instance.Image}, which is used as it is.",
        };
        plan.WarnInstead(told, warning);
        _unknown[key] = (warning, ships);
    }

    private void TellWhoWants(int number, Instance instance)
    {
        var ships = _lost.GetValueOrDefault(number, []);
        if (ships.Contains(instance.Ship))
        {
            return;
        }

        _lost[number] = ships = [.. ships, instance.Ship];
        if (ships.Length > 1)
        {
            var problem = builds.Of(instance)!.Problem!;
            plan.Change<ImageStep>(number, s => s with { Problem = problem with { Message = $"{problem.Message} {Names(ships)} want it." } });
        }
    }

    private static string Names(string[] ships) => ships.Length switch
    {
        1 => $"Ship {ships[0]}",
        <= MostShips => $"Ships {string.Join(", ", ships.SkipLast(1))} and {ships[^1]}",
        _ => $"{ships.Length} ships",
    };

    /// <summary>Where an image comes from.</summary>
    /// <param name="Ship">The ship; null for this machine.</param>
    /// <param name="Step">The step that makes it there; null when it is there.</param>
    private sealed record Origin(Ship? Ship, int? Step);
}
