using System.Runtime.CompilerServices;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Engine;

// The plays that only read, and give something else than the result of steps.
public sealed partial class Conductor
{
    /// <summary>Shows what depends on what. Touches no ship.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="play">Which services to show: those of the selected instances. Its other options have no meaning here.</param>
    /// <param name="options">How to show them; null for the defaults.</param>
    /// <param name="cancellation">Ends the drawing of a picture.</param>
    /// <returns>The tree or the graph, without a line break at the end.</returns>
    /// <exception cref="Diagnostics.MaestroException">Wrong usage, or a picture is wanted and Graphviz is missing.</exception>
    public async Task<string> DepTreeAsync(MaestroEnvironment environment, Play play, DepTreeOptions? options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(play);
        options ??= new DepTreeOptions();
        var tree = new DependencyTree(environment, Selection.Make(environment, play));
        return options.Format switch
        {
            DepTreeFormat.Dot => DepTreeDot.Render(tree, environment.Name),
            DepTreeFormat.Mermaid => DepTreeMermaid.Render(tree),
            DepTreeFormat.Svg => await Graphviz.DrawAsync(DepTreeDot.Render(tree, environment.Name), _settings.Graphviz, cancellation).ConfigureAwait(false),
            _ => DepTreeText.Render(tree, options.Recursive),
        };
    }

    /// <summary>The instances that a play acts on, dependencies first, by name. Touches no ship.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="play">The play.</param>
    /// <exception cref="Diagnostics.MaestroException">Wrong usage.</exception>
    public static IReadOnlyList<string> Select(MaestroEnvironment environment, Play play)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(play);
        return [.. Selection.Make(environment, play).Instances.Select(i => i.Name)];
    }

    /// <summary>Reads the logs of instances on any number of ships. Changes nothing.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="play">Which instances, and of which copy. Its other options have no meaning here.</param>
    /// <param name="options">Which part of their logs; null for the defaults.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>
    /// The lines of all instances in the order of their times; when following, as they come. Following ends when every container has ended by
    /// itself; one that was stopped or removed is waited for. Ships that do not answer and instances without a container are notices.
    /// </returns>
    /// <exception cref="Diagnostics.MaestroException">Wrong usage; or, once the reading begins, the command of a secret that is to be hidden failed.</exception>
    public IAsyncEnumerable<LogEntry> LogsAsync(MaestroEnvironment environment, Play play, LogsOptions? options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(play);
        return ReadLogsAsync(environment, play, options ?? new LogsOptions(), cancellation);
    }

    /// <summary>Writes the log of each instance to a file of its own, <c>logs/INSTANCE.log</c>. Changes no ship.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="play">Which instances, and of which copy. Its other options have no meaning here.</param>
    /// <param name="options">Which part of their logs; null for the defaults. Following is not possible.</param>
    /// <param name="folder">The folder of artifacts, in which the folder <c>logs</c> is made.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The files; an instance without a container has none.</returns>
    /// <exception cref="Diagnostics.MaestroException">Wrong usage, a file cannot be written, or the command of a secret that is to be hidden failed.</exception>
    public Task<LogFiles> WriteLogsAsync(MaestroEnvironment environment, Play play, LogsOptions? options, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(play);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options = (options ?? new LogsOptions()) with { Follow = false };
        var full = Path.GetFullPath(Path.Combine(folder, "logs"), _settings.WorkingDirectory ?? Directory.GetCurrentDirectory());
        return new LogWriter(full, options.Timestamps).WriteAsync(ReadLogsAsync(environment, play, options, cancellation), cancellation);
    }

    /// <summary>Runs a command in a running instance, on whatever ship it is.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="options">The instance and the command.</param>
    /// <param name="streams">Its input and output.</param>
    /// <param name="cancellation">Ends the connection; Docker has no way to end the command.</param>
    /// <returns>The exit code of the command; 126 or 127 where Docker could not run it.</returns>
    /// <exception cref="Diagnostics.MaestroException">The command was not run: no such instance, no running container, a ship that does not answer.</exception>
    public Task<int> ExecAsync(MaestroEnvironment environment, ExecOptions options, ExecStreams streams, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(streams);
        return new ExecRunner(EnvironmentCopy.Of(environment, options.Run), options, streams, new EngineConnector(_settings.Time).Connect, _settings.Time).RunAsync(cancellation);
    }

    private IAsyncEnumerable<LogEntry> ReadLogsAsync(MaestroEnvironment environment, Play play, LogsOptions options, CancellationToken cancellation)
    {
        LogsOptions.Check(options);
        environment = EnvironmentCopy.Of(environment, play.Run);
        var selection = Selection.Make(environment, play);
        var entries = new LogReader(environment, options, new EngineConnector(_settings.Time).Connect, _settings.Time).ReadAsync(selection, cancellation);
        return HideSecretsAsync(environment, selection, entries, cancellation);
    }

    // What a container may show has to be known before its first line is.
    private async IAsyncEnumerable<LogEntry> HideSecretsAsync(MaestroEnvironment environment, Selection selection, IAsyncEnumerable<LogEntry> entries, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var complete = await new SecretCommands(_settings.Time).RunAsync(environment, selection.Instances.SelectMany(i => i.Secrets.Values), cancellation).ConfigureAwait(false);
        var mask = SecretMask.For(complete);
        await foreach (var entry in entries.WithCancellation(cancellation).ConfigureAwait(false))
        {
            yield return entry is LogLine line && !mask.IsEmpty ? line with { Text = mask.Mask(line.Text) } : entry;
        }
    }
}
