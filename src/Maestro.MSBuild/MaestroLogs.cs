using Maestro.Engine;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Maestro.MSBuild;

/// <summary>Writes the log of each instance to a file, <c>logs/INSTANCE.log</c> in the folder of artifacts.</summary>
public sealed class MaestroLogs : MaestroTask
{
    private readonly List<ITaskItem> _files = [];

    /// <summary>Number of last lines of each instance, or <c>all</c>, the default.</summary>
    public string? Tail { get; set; }

    /// <summary>Only what was written since: <c>10m</c>, <c>1h30m</c>, <c>2026-01-31T08:00:00Z</c>.</summary>
    public string? Since { get; set; }

    /// <summary>Whether each line begins with the moment at which its engine took it.</summary>
    public bool Timestamps { get; set; }

    /// <summary>The files; metadata Instance, Environment.</summary>
    [Output]
    public ITaskItem[] Files => [.. _files];

    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Logs;

    private protected override async Task<bool> PlayAsync(Conductor conductor, MaestroEnvironment environment, Play play, MSBuildProgress log, CancellationToken cancellation)
    {
        var options = new LogsOptions { Tail = LogsText.Tail(Tail), Since = LogsText.Since(Since), Timestamps = Timestamps };
        var folder = Path.GetFullPath(ArtifactsFolder(environment.Name) ?? string.Empty, ProjectDirectory);
        var written = await conductor.WriteLogsAsync(environment, play, options, folder, cancellation).ConfigureAwait(false);
        log.Report(written.Diagnostics);
        _files.AddRange(written.Files.Select(f => new TaskItem(f.Path, new Dictionary<string, string> { ["Instance"] = f.Instance, ["Environment"] = environment.Name })));
        log.Write(MessageImportance.High, [$"logs {environment.Name}: {written.Files.Count} written to {Path.Combine(folder, "logs")}"]);
        return written.Succeeded;
    }
}
