using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Microsoft.Build.Framework;

namespace Maestro.MSBuild;

/// <summary>Starts a copy of an environment for the tests of a build. It is taken down when the build ends, however it ends.</summary>
public sealed class MaestroStartTests : MaestroTask
{
    private readonly List<ITaskItem> _variables = [];

    /// <summary>When containers stay to look into: <c>Never</c> (the default), <c>OnFailure</c>, <c>Always</c>.</summary>
    public string? Keep { get; set; }

    /// <summary>The images that the project of the tests builds: a line for each item MaestroImage, with its full path, Service, Image, Configuration, Properties, Sources, Environment, the file that has it and the folder of the project, parted by <c>|</c>.</summary>
    public string? TestImages { get; set; }

    /// <summary>What tells tests where the endpoints are, as names of environment variables; metadata Value.</summary>
    [Output]
    public ITaskItem[] TestVariables => [.. _variables];

    /// <summary>The folder in which a project leaves a file while its tests have not all passed.</summary>
    [Output]
    public string Folder { get; private set; } = string.Empty;

    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Start;

    private protected override IReadOnlyList<ServiceBuild> BuildsFor(string environment)
        => BuildItem.Parse((TestImages ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), environment);

    private protected override async Task<bool> PlayAsync(ConductorSettings settings, IReadOnlyList<string> files, Play play, MSBuildProgress log, CancellationToken cancellation)
    {
        var environment = await StartAsync(settings, files, play, log, cancellation).ConfigureAwait(false);
        var registered = new EnvironmentOfBuild(environment);
        Folder = registered.Folder;
        BuildEngine4.RegisterTaskObject(Folder, registered, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        log.Report(environment.Started.Diagnostics);
        Hand(environment.Started, log);
        _variables.AddRange(environment.Variables.Select(PlayItems.Of));
        TellOfFiles(environment.ArtifactsPath, log);
        TellOfContainers(environment, log);
        return true;
    }

    private async Task<MaestroTestEnvironment> StartAsync(ConductorSettings settings, IReadOnlyList<string> files, Play play, MSBuildProgress log, CancellationToken cancellation)
    {
        try
        {
            return await MaestroTestEnvironment.StartAsync(files[0], new TestEnvironmentOptions
            {
                Settings = settings with { ArtifactsPath = string.IsNullOrWhiteSpace(ArtifactsPath) ? null : ArtifactsPath },
                Start = play,
                Overlays = [.. files.Skip(1)],
                Reuse = Reuse,
                Keep = TestEnvironmentOptions.ParseKeep(Keep),
                Progress = log,
            }, cancellation).ConfigureAwait(false);
        }
        catch (MaestroException exception)
        {
            TellOfFiles(exception.ArtifactsPath, log);
            throw;
        }
    }

    // Nobody may hear in the end: the process that has the environment need not be the one that the user looks at.
    private void TellOfContainers(MaestroTestEnvironment environment, MSBuildProgress log)
    {
        if (!Reuse && TestEnvironmentOptions.ParseKeep(Keep) is var keep and not TestEnvironmentKeep.Never)
        {
            log.Write(MessageImportance.High, [$"containers stay{(keep == TestEnvironmentKeep.OnFailure ? " if a test fails" : string.Empty)}: {environment.LookCommand}; to remove them: {environment.RemoveCommand}"]);
        }
    }

    private static void TellOfFiles(string? folder, MSBuildProgress log)
        => log.Write(MessageImportance.High, folder is null ? [] : [$"files about the run: {folder}"]);
}
