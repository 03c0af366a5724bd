using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Cake;

/// <summary>One play in a script: from an alias to the engine, and from its result to a value or a <see cref="CakeException"/>.</summary>
internal sealed class CakePlay
{
    private readonly ICakeContext _context;
    private readonly BuildServer? _server;
    private readonly CakeProgress _progress;

    public CakePlay(ICakeContext context)
    {
        _context = context;
        _server = BuildServer.Of(context.Environment.GetEnvironmentVariable, context.Environment.WorkingDirectory.FullPath);
        _progress = new CakeProgress(context.Log, _server);
    }

    public PlayResult Run(FilePath file, MaestroSettings settings, PlayKind kind)
        => Run(file, settings, kind, (conductor, environment, play, cancellation) => PlayAsync(conductor, environment, play, cancellation));

    /// <summary>What a script gets of a play that only reads.</summary>
    public T Run<T>(FilePath file, MaestroSettings settings, PlayKind kind, Func<Conductor, MaestroEnvironment, Play, CancellationToken, Task<T>> carryOut)
    {
        var play = settings.ToPlay(kind);
        using var interruption = new Interruption(() => _context.Log.Warning(Verbosity.Quiet, "{0}", $"{play.Kind}: ending in order; press Ctrl-C again to end at once."));
        try
        {
            // Aliases are synchronous, and Cake has no synchronisation context to wait for.
            return RunAsync(file, settings, play, carryOut, interruption.Token).GetAwaiter().GetResult();
        }
        catch (MaestroException exception)
        {
            _progress.Report(exception.Diagnostics);
            throw new CakeException(exception.Message, exception);
        }
        catch (FileLoadException exception) when (exception.FileName?.StartsWith("YamlDotNet", StringComparison.Ordinal) == true)
        {
            throw new CakeException("Another addin has loaded an older YamlDotNet. Put the #addin line of Maestro.Cake above those of other addins.", exception);
        }
        catch (OperationCanceledException exception) when (interruption.Token.IsCancellationRequested)
        {
            throw new CakeException(PlayReport.Cancelled.ToString(), exception);
        }
    }

    public void ShowTable(PlayResult result, bool showHosts)
    {
        foreach (var line in InstanceTable.Render(result, showHosts: showHosts))
        {
            _context.Log.Information(Verbosity.Normal, "{0}", line);
        }
    }

    private async Task<T> RunAsync<T>(
        FilePath file, MaestroSettings settings, Play play, Func<Conductor, MaestroEnvironment, Play, CancellationToken, Task<T>> carryOut, CancellationToken cancellation)
    {
        var conductor = new Conductor(new ConductorSettings
        {
            WorkingDirectory = _context.Environment.WorkingDirectory.FullPath,
            EnvironmentVariables = _context.Environment.GetEnvironmentVariables()?.AsReadOnly(),
            Variables = settings.Variables,
            TemplateFilters = settings.TemplateFilters,
            TemplateFunctions = settings.TemplateFunctions,
            Lenient = settings.Lenient,
            SecretListener = _progress.Hide,
            ArtifactsPath = settings.ArtifactsPath?.MakeAbsolute(_context.Environment).FullPath,
        });
        var environment = conductor.Load([.. settings.Overlays.Prepend(file).Select(f => f.MakeAbsolute(_context.Environment).FullPath)], cancellation);
        _progress.Report(environment.Warnings);
        return await carryOut(conductor, environment, play, cancellation).ConfigureAwait(false);
    }

    public LogFiles Logs(FilePath file, MaestroSettings settings) => Run(file, settings, PlayKind.Logs, async (conductor, environment, play, cancellation) =>
    {
        var folder = settings.ArtifactsPath?.FullPath ?? ".";
        var written = await conductor.WriteLogsAsync(environment, play, settings.ToLogsOptions(), folder, cancellation).ConfigureAwait(false);
        _progress.Report(written.Diagnostics);
        return written.Succeeded ? written : throw new CakeException(string.Join(Environment.NewLine, written.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
    });

    private async Task<PlayResult> PlayAsync(Conductor conductor, MaestroEnvironment environment, Play play, CancellationToken cancellation)
    {
        var result = await conductor.PlayAsync(environment, play, _progress, cancellation).ConfigureAwait(false);
        _progress.Report(result.Diagnostics);
        _progress.Report(_server?.AddSummary(result) is { } trouble ? [trouble] : []);
        return result.Succeeded ? result : throw new CakeException(Failure(result, play));
    }

    private static string Failure(PlayResult result, Play play)
    {
        var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        return (errors.Count, result.Verdict) switch
        {
            ( > 0, _) => string.Join(Environment.NewLine, errors),
            (_, PlayVerdict.Cancelled) => PlayReport.Cancelled.ToString(),
            _ => $"error: The play {play.Kind} of {EventText.Name(result.Environment, result.Run)} failed.",
        };
    }
}
