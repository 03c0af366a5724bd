using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Templates;

namespace Maestro.Cake;

/// <summary>Options of a play.</summary>
public sealed class MaestroSettings
{
    /// <summary>Services and instances to act on; none for all that are not omitted, with their dependencies.</summary>
    public IReadOnlyList<string> Things { get; set; } = [];

    /// <summary>Also act on what the named things depend on (to stop, kill, restart, take down: on what depends on them).</summary>
    public bool WithDependencies { get; set; }

    /// <summary>Keep no order between instances.</summary>
    public bool IgnoreDependencies { get; set; }

    /// <summary>Only the named things, on purpose: no warning about dependants that are left running.</summary>
    public bool Only { get; set; }

    /// <summary>Most instances at a time, over all ships; null for no limit.</summary>
    public int? Concurrency { get; set; }

    /// <summary>Most instances at a time on one ship; null for 4 starts, 8 stops.</summary>
    public int? ShipConcurrency { get; set; }

    /// <summary>Pull images even when the ship has them.</summary>
    public bool RefreshImages { get; set; }

    /// <summary>Start an existing stopped container again instead of making it anew.</summary>
    public bool Reuse { get; set; }

    /// <summary>Let containers that are made anew begin with new anonymous volumes; those of the containers that they replace are deleted.</summary>
    public bool RenewVolumes { get; set; }

    /// <summary>Clean, down: with the containers, delete their anonymous volumes.</summary>
    public bool Volumes { get; set; }

    /// <summary>Restart: leave alone what runs from the image and the file as they are now.</summary>
    public bool OnlyIfChanged { get; set; }

    /// <summary>How long to wait between instances.</summary>
    public TimeSpan StepDelay { get; set; }

    /// <summary>Restart: how long to wait between stop and start of an instance.</summary>
    public TimeSpan StopStartDelay { get; set; }

    /// <summary>Glob over instance names (<c>* ? [a-z] [!a-z]</c>).</summary>
    public string? ContainerFilter { get; set; }

    /// <summary>Glob over ship names.</summary>
    public string? ShipFilter { get; set; }

    /// <summary>Deadline of the whole play; null for none.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>What becomes of independent branches after a failure.</summary>
    public OnFailure OnFailure { get; set; }

    /// <summary>Look at the ships, and log the steps that would be taken, without taking them. (Cake's own <c>--dryrun</c> runs no task at all.)</summary>
    public bool DryRun { get; set; }

    /// <summary>The name of the isolated copy of the environment to act on; null, the default, for the environment itself.</summary>
    public string? Run { get; set; }

    /// <summary>How long the copy may live before it is swept; null for 24 hours.</summary>
    public TimeSpan? Expires { get; set; }

    /// <summary>Files that are laid over the environment file, such as one for the stage; later ones go before earlier ones.</summary>
    public IReadOnlyList<FilePath> Overlays { get; set; } = [];

    /// <summary>Variables for the template of the environment file.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; set; } = new Dictionary<string, string>();

    /// <summary>Filters by name that the template of the environment file can use besides the built-in ones.</summary>
    public IReadOnlyDictionary<string, TemplateFunction> TemplateFilters { get; set; } = new Dictionary<string, TemplateFunction>();

    /// <summary>Functions by name that the template of the environment file can call besides the built-in ones.</summary>
    public IReadOnlyDictionary<string, TemplateFunction> TemplateFunctions { get; set; } = new Dictionary<string, TemplateFunction>();

    /// <summary>Whether undefined names in the template print nothing instead of being errors.</summary>
    public bool Lenient { get; set; }

    /// <summary>For a status: also the id of each image, since when exactly, and whether each port answers.</summary>
    public bool Full { get; set; }

    /// <summary>For a status: whether its table shows the addresses of ships instead of their names.</summary>
    public bool ShowHosts { get; set; }

    /// <summary>The folder for files about the play, and for logs; null, the default, for no files about the play, and for logs in the working directory of the script.</summary>
    public DirectoryPath? ArtifactsPath { get; set; }

    /// <summary>For logs: number of last lines of each instance; null for all.</summary>
    public int? Tail { get; set; }

    /// <summary>For logs: only what was written from then on; null for all.</summary>
    public DateTimeOffset? Since { get; set; }

    /// <summary>For logs: whether each line begins with the moment at which its engine took it.</summary>
    public bool Timestamps { get; set; }

    /// <summary>For dependency trees: text, a graph in the language of Graphviz or Mermaid, or a picture, for which Graphviz must be there.</summary>
    public DepTreeFormat DepTreeFormat { get; set; }

    /// <summary>For dependency trees: whether the text repeats what it has shown already below the same service.</summary>
    public bool Recursive { get; set; }

    internal LogsOptions ToLogsOptions() => new() { Tail = Tail, Since = Since, Timestamps = Timestamps };

    internal Play ToPlay(PlayKind kind) => new(kind)
    {
        Things = Things,
        WithDependencies = WithDependencies,
        IgnoreDependencies = IgnoreDependencies,
        Only = Only,
        Concurrency = Concurrency,
        ShipConcurrency = ShipConcurrency,
        RefreshImages = RefreshImages,
        Reuse = Reuse,
        RenewVolumes = RenewVolumes,
        Volumes = Volumes,
        OnlyIfChanged = OnlyIfChanged,
        StepDelay = StepDelay,
        StopStartDelay = StopStartDelay,
        Full = Full,
        ShowHosts = ShowHosts,
        ContainerFilter = ContainerFilter,
        ShipFilter = ShipFilter,
        Timeout = Timeout,
        OnFailure = OnFailure,
        DryRun = DryRun,
        Run = Run,
        Expires = Expires,
    };
}
