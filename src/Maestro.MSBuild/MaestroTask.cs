using System.Diagnostics.CodeAnalysis;
using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Maestro.Engine.Reporting.BuildServers;
using Microsoft.Build.Framework;

namespace Maestro.MSBuild;

/// <summary>A play as a task of a build: its options, its outputs, and how it ends.</summary>
public abstract class MaestroTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<ITaskItem> _instances = [];
    private readonly List<ITaskItem> _endpoints = [];

    /// <summary>
    /// The environment files; relative paths start from <see cref="ProjectDirectory"/>. Metadata Overlay names files that are laid over one,
    /// separated by <c>;</c>.
    /// </summary>
    public ITaskItem[] Environments { get; set; } = [];

    /// <summary>
    /// Images that the play builds: projects, folders with a Dockerfile, archives; relative paths start from <see cref="ProjectDirectory"/>. Metadata Service names
    /// those that run the image, separated by <c>;</c>, Image what it is called, Environment the file that it is for; for projects also Configuration, Properties, Sources.
    /// </summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>The folder of the project that is built.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = string.Empty;

    /// <summary>The name of the project that is built, in front of the line that says where files about the play are; the environment's name when empty.</summary>
    public string? ProjectName { get; set; }

    /// <summary>Services and instances to act on; none for all that are not omitted.</summary>
    public string[] Things { get; set; } = [];

    /// <summary>Also act on what the named things depend on (to stop, kill, restart, take down: on what depends on them).</summary>
    public bool WithDependencies { get; set; }

    /// <summary>Keep no order between instances.</summary>
    public bool IgnoreDependencies { get; set; }

    /// <summary>Only the named things, on purpose.</summary>
    public bool Only { get; set; }

    /// <summary>Most instances at a time, over all ships; 0 for no limit.</summary>
    public int Concurrency { get; set; }

    /// <summary>Most instances at a time on one ship; 0 for 4 starts, 8 stops.</summary>
    public int ShipConcurrency { get; set; }

    /// <summary>Pull images, or build them anew, even when the ship has them.</summary>
    public bool RefreshImages { get; set; }

    /// <summary>Start an existing stopped container again instead of making it anew.</summary>
    public bool Reuse { get; set; }

    /// <summary>Let containers that are made anew begin with new anonymous volumes; those of the containers that they replace are deleted.</summary>
    public bool RenewVolumes { get; set; }

    /// <summary>Clean, down: with the containers, delete their anonymous volumes.</summary>
    public bool Volumes { get; set; }

    /// <summary>Restart: leave alone what runs from the image and the file as they are now.</summary>
    public bool OnlyIfChanged { get; set; }

    /// <summary>How long to wait between instances, such as <c>90</c>, <c>1m30s</c> or <c>00:01:30</c>.</summary>
    public string? StepDelay { get; set; }

    /// <summary>Restart: how long to wait between stop and start of an instance.</summary>
    public string? StopStartDelay { get; set; }

    /// <summary>For a status: also the id of each image, since when exactly, and whether each port answers.</summary>
    public bool Full { get; set; }

    /// <summary>For a status: whether its table shows the addresses of ships instead of their names.</summary>
    public bool ShowHosts { get; set; }

    /// <summary>Glob over instance names.</summary>
    public string? ContainerFilter { get; set; }

    /// <summary>Glob over ship names.</summary>
    public string? ShipFilter { get; set; }

    /// <summary>Deadline of the whole play, such as <c>90</c>, <c>5m</c> or <c>00:05:00</c>.</summary>
    public string? Timeout { get; set; }

    /// <summary>What becomes of independent branches after a failure: <c>stop</c> or <c>continue</c>.</summary>
    public string? OnFailure { get; set; }

    /// <summary>The name of the isolated copy of the environment to act on; the environment itself when empty.</summary>
    public string? Run { get; set; }

    /// <summary>How long the copy may live before it is swept, such as <c>2h</c>; 24 hours when empty.</summary>
    public string? Expires { get; set; }

    /// <summary>Variables for the templates of the environment files, as <c>NAME=VALUE</c>.</summary>
    public string[] Variables { get; set; } = [];

    /// <summary>Whether undefined names in templates print nothing instead of being errors.</summary>
    public bool Lenient { get; set; }

    /// <summary>The folder for files about the play, and for logs, below <see cref="ProjectDirectory"/> unless absolute; each of several environments has one of its name in it. None when empty.</summary>
    public string? ArtifactsPath { get; set; }

    /// <summary>The instances; metadata Environment, Service, Ship, Address, ContainerId, Image, Status, Outcome, StartedAt.</summary>
    [Output]
    public ITaskItem[] Instances => [.. _instances];

    /// <summary>The endpoints, as <c>service/instance/port</c>; metadata Environment, Host, Port, Protocol.</summary>
    [Output]
    public ITaskItem[] Endpoints => [.. _endpoints];

    /// <summary>Reads an environment variable, for what a build server says of its job.</summary>
    internal Func<string, string?> Variable { get; set; } = Environment.GetEnvironmentVariable;

    /// <summary>What the task does.</summary>
    protected abstract PlayKind Kind { get; }

    /// <summary>Whether several environments are played from the last to the first.</summary>
    protected virtual bool LastEnvironmentFirst => false;

    /// <summary>Whether an environment that fails keeps the next ones from being played.</summary>
    protected virtual bool EndsAtFirstFailure => false;

    /// <summary>Whether the log ends with a table of the instances.</summary>
    protected virtual bool ShowsTable => false;

    /// <summary>Ends the play in order.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "What is no MaestroException is our bug: it is logged with its stack.")]
    public sealed override bool Execute()
    {
        var log = new MSBuildProgress(Log);
        try
        {
            // A build engine calls tasks synchronously, and there is no synchronisation context to wait for.
            PlayAllAsync(log).GetAwaiter().GetResult();
        }
        catch (MaestroException exception)
        {
            log.Report(exception.Diagnostics);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            log.ReportCancelled();
        }
        catch (Exception exception)
        {
            Log.LogErrorFromException(exception, showStackTrace: true, showDetail: true, file: null);
        }

        return !Log.HasLoggedErrors;
    }

    internal Play CreatePlay() => new(Kind)
    {
        Things = Things,
        WithDependencies = WithDependencies,
        IgnoreDependencies = IgnoreDependencies,
        Only = Only,
        Concurrency = Concurrency == 0 ? null : Concurrency,
        ShipConcurrency = ShipConcurrency == 0 ? null : ShipConcurrency,
        RefreshImages = RefreshImages,
        Reuse = Reuse,
        RenewVolumes = RenewVolumes,
        Volumes = Volumes,
        OnlyIfChanged = OnlyIfChanged,
        StepDelay = PlayText.Delay(StepDelay),
        StopStartDelay = PlayText.Delay(StopStartDelay),
        Full = Full,
        ShowHosts = ShowHosts,
        ContainerFilter = Text(ContainerFilter),
        ShipFilter = Text(ShipFilter),
        Timeout = PlayText.Timeout(Timeout),
        OnFailure = PlayText.OnFailure(OnFailure),
        Run = PlayText.Run(Run),
        Expires = PlayText.Expires(Expires),
    };

    /// <summary>Each environment as its file and the files over it.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> EnvironmentFiles()
    {
        var environments = Environments.Select(FilesOf);
        return [.. LastEnvironmentFirst ? environments.Reverse() : environments];
    }

    /// <summary>The folder for files about an environment, as it was given; null for none.</summary>
    internal string? ArtifactsFolder(string environment)
    {
        if (Text(ArtifactsPath) is not { } path || Environments.Length < 2)
        {
            return Text(ArtifactsPath);
        }

        var name = string.Join('-', environment.Split(Path.GetInvalidFileNameChars())).TrimStart('.');
        return Path.Combine(path, name);
    }

    private async Task PlayAllAsync(MSBuildProgress log)
    {
        if (Environments.Length == 0)
        {
            throw new MaestroException(Diagnostic.Error(
                DiagnosticCodes.FileNotFound,
                "This project has no environment. Put a maestro.yaml beside the project, or name one in it: <MaestroEnvironment Include=\"path/to/maestro.yaml\" />."));
        }

        var play = CreatePlay();
        var settings = new ConductorSettings
        {
            WorkingDirectory = ProjectDirectory,
            Variables = TemplateVariables.Parse(Variables),
            Lenient = Lenient,
        };
        foreach (var files in EnvironmentFiles())
        {
            var succeeded = await PlayAsync(settings, files, play, log).ConfigureAwait(false);
            if (_cancellation.IsCancellationRequested || (EndsAtFirstFailure && !succeeded))
            {
                return;
            }
        }
    }

    private async Task<bool> PlayAsync(ConductorSettings settings, IReadOnlyList<string> files, Play play, MSBuildProgress log)
    {
        try
        {
            return await PlayAsync(settings with { Builds = BuildsFor(files[0]) }, files, play, log, _cancellation.Token).ConfigureAwait(false);
        }
        catch (MaestroException exception)
        {
            log.Report(exception.Diagnostics);
            return false;
        }
    }

    private protected virtual Task<bool> PlayAsync(ConductorSettings settings, IReadOnlyList<string> files, Play play, MSBuildProgress log, CancellationToken cancellation)
    {
        var environment = new Conductor(settings).Load(files, cancellation);
        log.Report(environment.Warnings);
        var conductor = new Conductor(settings with { ArtifactsPath = ArtifactsFolder(environment.Name) });
        return PlayAsync(conductor, environment, play, log, cancellation);
    }

    private protected virtual async Task<bool> PlayAsync(Conductor conductor, MaestroEnvironment environment, Play play, MSBuildProgress log, CancellationToken cancellation)
    {
        var result = await conductor.PlayAsync(environment, play, log, cancellation).ConfigureAwait(false);
        log.Report(result.Diagnostics);
        Hand(result, log);
        if (BuildServer.Of(Variable, ProjectDirectory)?.AddSummary(result) is { } trouble)
        {
            log.Report([trouble]);
        }

        // A play that found nothing to do has said so in one line.
        if ((result.Steps.Count > 0 || !result.Succeeded) && ArtifactsFolder(environment.Name) is { } folder)
        {
            log.WriteOutput(Text(ProjectName) ?? environment.Name, Path.Combine(Path.GetFullPath(folder, ProjectDirectory), "report.html"));
        }

        return result.Succeeded;
    }

    private protected void Hand(PlayResult result, MSBuildProgress log)
    {
        _instances.AddRange(result.Instances.Select(i => PlayItems.Of(i, result.Environment)));
        _endpoints.AddRange(result.Endpoints.Select(e => PlayItems.Of(e, result.Environment)));
        if (ShowsTable)
        {
            log.Write(MessageImportance.High, InstanceTable.Render(result, showHosts: ShowHosts));
        }

        if (result.Verdict == PlayVerdict.Cancelled)
        {
            log.ReportCancelled();
        }
    }

    private protected virtual IReadOnlyList<ServiceBuild> BuildsFor(string environment)
        => [.. Images.Select(i => BuildItem.Read(i.ItemSpec, i.GetMetadata, ProjectDirectory, environment)).OfType<ServiceBuild>()];

    // Absolute, so that errors lead to the file from wherever the log is read.
    private IReadOnlyList<string> FilesOf(ITaskItem environment)
        => [.. environment.GetMetadata("Overlay").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Prepend(environment.ItemSpec)
            .Select(f => Path.GetFullPath(f, ProjectDirectory))];

    /// <summary>A property that is not set arrives as empty text.</summary>
    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
