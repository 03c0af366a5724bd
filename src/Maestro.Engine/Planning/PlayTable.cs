using Maestro.Engine.Model;
using Options = Maestro.Engine.Planning.PlayOptionTable;

namespace Maestro.Engine.Planning;

/// <summary>The plays and their options. Fronts are made from this table, or held to it by tests.</summary>
public static class PlayTable
{
    private static readonly IReadOnlyList<PlayOption> Common = [Options.IgnoreDependencies, Options.Only, Options.Concurrency, Options.ShipConcurrency, Options.ContainerFilter, Options.ShipFilter, Options.Timeout, Options.OnFailure, Options.Run];
    private static readonly IReadOnlyList<PlayOption> Forward = [Options.WithDependencies, .. Common];
    private static readonly IReadOnlyList<PlayOption> Backward = [Options.WithDependants, .. Common];

    /// <summary>The plays, in the order in which help lists them.</summary>
    public static IReadOnlyList<PlayDescription> All { get; } =
    [
        new(PlayKind.Validate, "Loads the environment file and reports every mistake; touches no ship.", "maestro validate -f staging.yaml", [Options.Run]),
        new(PlayKind.Status, "Looks once at every ship and shows where each instance stands.", "maestro status --full", [.. Forward, Options.Full, Options.ShowHosts]),
        new(PlayKind.Pull, "Pulls each image once per ship, in parallel.", "maestro pull -S 'prod-*'", [.. Forward, Options.RefreshImages]),
        new(PlayKind.Start, "Starts what is not running, dependencies first.", "maestro start web -d", [.. Forward, Options.RefreshImages, Options.Reuse, Options.RenewVolumes, Options.StepDelay, Options.Expires]),
        new(PlayKind.Stop, "Stops what is running, dependants first.", "maestro stop web-1 web-2", [.. Backward, Options.StepDelay]),
        new(PlayKind.Kill, "Kills what is running, dependants first; no time to end in order.", "maestro kill web-1", [.. Backward, Options.StepDelay]),
        new(PlayKind.Restart, "Stops dependants first, then starts dependencies first.", "maestro restart -s web -c 1 --step-delay 10s", [.. Backward, Options.RefreshImages, Options.Reuse, Options.RenewVolumes, Options.OnlyIfChanged, Options.StepDelay, Options.StopStartDelay, Options.Expires]),
        new(PlayKind.Clean, "Removes stopped containers of the environment.", "maestro clean --volumes", [.. Forward, Options.Volumes]),
        new(PlayKind.Down, "Stops what is running, dependants first, and removes all containers.", "maestro down -a --volumes", [.. Backward, Options.Volumes, Options.StepDelay]),
    ];

    /// <summary>The description of a play.</summary>
    /// <param name="kind">The play.</param>
    public static PlayDescription Of(PlayKind kind) => All.First(p => p.Kind == kind);
}
