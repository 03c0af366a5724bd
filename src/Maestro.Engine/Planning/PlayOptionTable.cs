namespace Maestro.Engine.Planning;

/// <summary>The options of plays, each once.</summary>
internal static class PlayOptionTable
{
    public static readonly PlayOption WithDependencies = Switch("WithDependencies", 'd', "Also act on what the named things depend on.", p => p with { WithDependencies = true });

    /// <summary>The same option, where it means the other direction.</summary>
    public static readonly PlayOption WithDependants = Switch("WithDependencies", 'd', "Also act on what depends on the named things.", p => p with { WithDependencies = true });

    public static readonly PlayOption IgnoreDependencies = Switch("IgnoreDependencies", 'i', "Keep no order between instances.", p => p with { IgnoreDependencies = true });
    public static readonly PlayOption Only = Switch("Only", 'o', "Only the named things, on purpose: no warning about what depends on them, or what they depend on.", p => p with { Only = true });
    public static readonly PlayOption Concurrency = Text("Concurrency", 'c', "number", "Most instances at a time, over all ships.", (p, t) => p with { Concurrency = PlayText.Number(t, "concurrency") });
    public static readonly PlayOption ShipConcurrency = Text("ShipConcurrency", null, "number", "Most instances at a time on one ship (4 for starts, 8 for stops).", (p, t) => p with { ShipConcurrency = PlayText.Number(t, "ship-concurrency") });
    public static readonly PlayOption ContainerFilter = Text("ContainerFilter", 'C', "glob", "Only instances whose name matches the pattern.", (p, t) => p with { ContainerFilter = t });
    public static readonly PlayOption ShipFilter = Text("ShipFilter", 'S', "glob", "Only instances on ships whose name matches the pattern.", (p, t) => p with { ShipFilter = t });
    public static readonly PlayOption Full = Switch("Full", 'F', "Also the id of each image, since when, and whether each port answers.", p => p with { Full = true });
    public static readonly PlayOption ShowHosts = Switch("ShowHosts", 'H', "Show the addresses of ships instead of their names.", p => p with { ShowHosts = true });
    public static readonly PlayOption RefreshImages = Switch("RefreshImages", 'r', "Pull images even when the ship has them; a restart pulls before it stops anything.", p => p with { RefreshImages = true });
    public static readonly PlayOption Reuse = Switch("Reuse", null, "Start existing containers again instead of making them anew.", p => p with { Reuse = true });
    public static readonly PlayOption RenewVolumes = Switch("RenewVolumes", null, "Delete the anonymous volumes of containers that are made anew, instead of carrying them over.", p => p with { RenewVolumes = true });
    public static readonly PlayOption Volumes = Switch("Volumes", null, "With the containers, delete their anonymous volumes.", p => p with { Volumes = true });
    public static readonly PlayOption OnlyIfChanged = Switch("OnlyIfChanged", null, "Leave alone what runs from the image and the file as they are now.", p => p with { OnlyIfChanged = true });
    public static readonly PlayOption StepDelay = Text("StepDelay", null, "time", "How long to wait between instances, such as 90 or 1m30s.", (p, t) => p with { StepDelay = PlayText.Delay(t) });
    public static readonly PlayOption StopStartDelay = Text("StopStartDelay", null, "time", "How long to wait between stop and start of an instance.", (p, t) => p with { StopStartDelay = PlayText.Delay(t) });
    public static readonly PlayOption Timeout = Text("Timeout", null, "time", "Deadline of the whole play, such as 90, 5m or 00:05:00.", (p, t) => p with { Timeout = PlayText.Timeout(t) });
    public static readonly PlayOption OnFailure = Text("OnFailure", null, "stop|continue", "What becomes of independent branches after a failure (stop).", (p, t) => p with { OnFailure = PlayText.OnFailure(t) });

    public static readonly PlayOption Run = Text("Run", null, "name", "Act on the copy of that name: the same file, with containers, networks, volumes and ports of its own.", (p, t) => p with { Run = PlayText.RunOrRefuse(t) });
    public static readonly PlayOption Expires = Text("Expires", null, "time", "How long the copy may live before it is swept, such as 2h (24h).", (p, t) => p with { Expires = PlayText.Expires(t) });

    private static PlayOption Switch(string name, char? letter, string meaning, Func<Play, Play> apply) => new(name, letter, null, meaning, (play, _) => apply(play));

    private static PlayOption Text(string name, char? letter, string value, string meaning, Func<Play, string, Play> apply) => new(name, letter, value, meaning, apply);
}
