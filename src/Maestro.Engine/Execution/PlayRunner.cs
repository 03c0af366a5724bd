using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Carries out a play from the lock to the result: look at the ships, plan, execute, sum up.</summary>
/// <param name="environment">The environment.</param>
/// <param name="play">What to do.</param>
/// <param name="connect">Makes the client of a ship.</param>
/// <param name="time">The clock.</param>
/// <param name="variables">The environment variables, which say where stored credentials are; none when null.</param>
/// <param name="workingDirectory">Where commands of checks run; the current directory when null.</param>
/// <param name="keepsLogs">Whether a play that fails keeps the logs that tell why.</param>
internal sealed class PlayRunner(
    MaestroEnvironment environment,
    Play play,
    Func<Ship, IDockerClient> connect,
    TimeProvider time,
    IReadOnlyDictionary<string, string>? variables = null,
    string? workingDirectory = null,
    bool keepsLogs = false)
{
    private readonly ContainerSpecs _specs = new(environment, environment.Base is null ? null : new CopyPorts(environment));

    /// <exception cref="MaestroException">Nothing was done: wrong usage, a ship that cannot be reached, a lock.</exception>
    public async Task<PlayResult> RunAsync(IProgress<MaestroEvent>? progress, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var selection = Selection.Make(environment, play);
        using var tokens = new PlayTokens(play.Timeout, time, cancellation);
        var connections = new ShipConnections(connect, time);
        var events = new EventPump(progress);
        await using (events.ConfigureAwait(false))
        await using (connections.ConfigureAwait(false))
        {
            PlayResult result;
            try
            {
                using var held = await LockAsync(events, tokens).ConfigureAwait(false);
                result = await CarryOutAsync(selection, connections, events, tokens, started).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (tokens.Stop.IsCancellationRequested)
            {
                result = NothingDone(tokens, started);
            }

            events.Publish(new PlayFinished { Time = time.GetUtcNow(), Result = result });
            return result;
        }
    }

    private async Task<PlayResult> CarryOutAsync(Selection selection, ShipConnections connections, EventPump events, PlayTokens tokens, long started)
    {
        var fleet = await ObserveAsync(selection, connections, tokens).ConfigureAwait(false);
        using var claims = new PortClaims(EnvironmentLock.Folder);
        _specs.Ports?.Choose(fleet, play.Starts && !play.DryRun ? claims.TryTake : null);
        var context = new PlayContext
        {
            Environment = environment,
            Specs = _specs,
            Connections = connections,
            Facts = new ContainerFacts(fleet, environment, _specs.Ports),
            Expires = time.GetUtcNow() + (play.Expires ?? Play.DefaultLifetime),
            Events = events,
            Registries = new RegistryAccess(environment.Registries, new DockerConfig(variables ?? new Dictionary<string, string>(), time)),
            Time = time,
            WorkingDirectory = workingDirectory ?? Directory.GetCurrentDirectory(),
        };
        var prefetch = new Planner(environment, play, _specs).Prefetch(selection);
        if (play.DryRun)
        {
            return Rehearse(selection, context, fleet, prefetch, tokens, started);
        }

        var executor = new PlanExecutor(new StepRunner(context), events, time);
        IReadOnlyList<StepOutcome> fetched = [];
        if (prefetch is not null)
        {
            Announce(prefetch, PlanDescription.Of(prefetch), connections, events);
            fetched = await executor.ExecuteAsync(prefetch, tokens, unreachable: fleet.Problems).ConfigureAwait(false);
            fleet = await LookForImagesAsync(fleet, selection, new FleetObserver(connections), tokens).ConfigureAwait(false);
        }

        var plan = new Planner(environment, play, _specs, fetched.Count + 1) { Now = time.GetUtcNow() }.Plan(selection, fleet);
        var description = PlanDescription.Of(plan, prefetch);
        if (prefetch is null)
        {
            Announce(plan, description, connections, events);
        }
        else
        {
            events.Publish(new PlanChanged { Time = time.GetUtcNow(), Plan = description });
        }

        var failed = fetched.FirstOrDefault(o => o.Verdict == StepVerdict.Failed && !fleet.Problems.ContainsKey(o.Step.Ship));
        var outcomes = await executor.ExecuteAsync(plan, tokens, failed is null ? null : prefetch!.Steps[failed.Step.Number - 1], fleet.Problems).ConfigureAwait(false);
        var result = new PlayResults(plan, fleet, context.Facts).Sum([.. fetched, .. outcomes], tokens, time.GetElapsedTime(started), context.Warnings) with { Plan = description };
        result = result with { Diagnostics = [.. result.Diagnostics, .. new ImageDifferences(plan, fleet, context.Digests).Warnings(result.Steps)] };
        result = keepsLogs ? await new FailureLogs(context).AddToAsync(result, tokens.Cancelled).ConfigureAwait(false) : result;
        return play is { Kind: PlayKind.Status, Full: true } ? await new FullStatus(context).CompleteAsync(result, tokens.Stop).ConfigureAwait(false) : result;
    }

    private PlayResult Rehearse(Selection selection, PlayContext context, ObservedFleet fleet, Plan? prefetch, PlayTokens tokens, long started)
    {
        var plan = new Planner(environment, play, _specs, (prefetch?.Steps.Count ?? 0) + 1) { Now = time.GetUtcNow() }.Plan(selection, fleet);
        Announce(plan, PlanDescription.Of(plan, prefetch), context.Connections, context.Events);
        return Rehearsal.Tell(plan, prefetch, new PlayResults(plan, fleet, context.Facts).Sum([], tokens, time.GetElapsedTime(started), context.Warnings));
    }

    private void Announce(Plan plan, PlayPlan description, ShipConnections connections, EventPump events)
        => events.Publish(new PlayStarted
        {
            Time = time.GetUtcNow(),
            Play = play.Kind,
            Environment = environment.Name,
            Run = environment.Run,
            Steps = plan.Steps.Count,
            Instances = plan.Standings.Count,
            InstanceNames = [.. plan.Standings.Select(s => s.Instance.Name)],
            Warnings = [.. environment.Warnings, .. connections.Remarks(environment.Ships), .. plan.Warnings],
            Plan = description,
        });

    private async Task<ObservedFleet> ObserveAsync(Selection selection, ShipConnections connections, PlayTokens tokens)
    {
        if (play.Kind == PlayKind.Validate)
        {
            return new ObservedFleet(environment.Ships.Select(s => new ObservedShip(s.Name)));
        }

        var observer = new FleetObserver(connections);
        List<Ship> ships = [.. Planner.ShipsToLookAt(environment, play, selection).Select(environment.Ship)];
        var fleet = await observer.ObserveAsync(ships, tokens.Stop).ConfigureAwait(false);
        if (play.Kind != PlayKind.Status && play.OnFailure == OnFailure.Stop)
        {
            ThrowIfUnreachable(fleet, ShipsOf(selection.Instances));
        }

        return await LookForImagesAsync(fleet, selection, observer, tokens).ConfigureAwait(false);
    }

    private async Task<ObservedFleet> LookForImagesAsync(ObservedFleet fleet, Selection selection, FleetObserver observer, PlayTokens tokens)
    {
        var images = Planner.ImagesToLookFor(play, selection, fleet);
        fleet = await observer.LookForImagesAsync(fleet, images, environment, tokens.Stop).ConfigureAwait(false);
        var networked = Planner.ShipsWhoseNetworksMatter(play, _specs, selection, fleet);
        fleet = await observer.LookForNetworksAsync(fleet, networked, environment, tokens.Stop).ConfigureAwait(false);
        fleet = await observer.LookForVolumesAsync(fleet, Planner.ShipsWhoseVolumesMatter(environment, play, fleet), environment, tokens.Stop).ConfigureAwait(false);
        if (play.OnFailure == OnFailure.Stop && play.Starts)
        {
            ThrowIfUnreachable(fleet, ShipsOf(selection.Instances));
        }

        return fleet;
    }

    private IEnumerable<Ship> ShipsOf(IEnumerable<Instance> instances)
        => instances.Select(i => i.Ship).Distinct(StringComparer.Ordinal).Select(environment.Ship);

    private static void ThrowIfUnreachable(ObservedFleet fleet, IEnumerable<Ship> ships)
    {
        List<Diagnostic> problems = [.. ships.Select(s => fleet.Ship(s.Name).Problem).OfType<Diagnostic>()];
        if (problems.Count > 0)
        {
            throw new MaestroException(problems);
        }
    }

    private async Task<EnvironmentLock?> LockAsync(EventPump events, PlayTokens tokens)
    {
        if (play.DryRun || play.Kind is PlayKind.Validate or PlayKind.Status)
        {
            return null;
        }

        // The patience is the deadline: when it passes, who holds the lock says more than that it has passed.
        var step = new StepIdentity(0, StepKind.Lock, Owner.Of(environment).Short, string.Empty, string.Empty);
        return await EnvironmentLock.AcquireAsync(
            Owner.Of(environment),
            play.Timeout ?? EnvironmentLock.DefaultPatience,
            time,
            holder => events.Publish(new StepProgress { Time = time.GetUtcNow(), Step = step, Message = $"{holder} works on this environment; waiting until it ends" }),
            tokens.Cancelled).ConfigureAwait(false);
    }

    private PlayResult NothingDone(PlayTokens tokens, long started)
    {
        var verdict = tokens.IsTimedOut ? PlayVerdict.Failed : PlayVerdict.Cancelled;
        return new PlayResult
        {
            Play = play.Kind,
            Environment = environment.Name,
            Run = environment.Run,
            Verdict = verdict,
            Diagnostics = verdict == PlayVerdict.Failed
                ? [Diagnostic.Error(DiagnosticCodes.PlayTimedOut, $"The play had not begun within {play.Timeout!.Value.TotalSeconds:0.###} s.")]
                : [],
            Duration = time.GetElapsedTime(started),
        };
    }
}
