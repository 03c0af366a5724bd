using System.CommandLine;
using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Cli;

/// <summary>Shows logs: those of one instance plainly, those of several with the instance in front of each line.</summary>
internal sealed class LogsCommand : ToolCommand
{
    private readonly ThingOptions _things = new();
    private readonly Option<bool> _follow = new("--follow", "-F") { Description = "Go on with what is written from now on, over restarts; Ctrl-C ends it." };
    private readonly Option<string?> _tail = new("--tail", "-n") { Description = "Only so many last lines of each instance (all).", HelpName = "lines" };
    private readonly Option<string?> _since = new("--since") { Description = "Only what was written since: 10m, 1h30m, 2026-01-31T08:00:00Z.", HelpName = "time" };
    private readonly Option<bool> _timestamps = new("--timestamps", "-t") { Description = "Show when the engine took each line, in UTC." };
    private readonly RunOption _run = new();
    private readonly Option<string?> _artifacts = new("--artifacts") { Description = "Write each log to logs/INSTANCE.log in that folder instead; not with --follow.", HelpName = "folder" };

    public LogsCommand()
        : base("logs", "Shows what instances have written to their logs, on however many ships they are.", "maestro logs web -n 100 --follow")
    {
        _things.AddTo(this);
        Add(_follow);
        Add(_tail);
        Add(_since);
        Add(_timestamps);
        Add(_run);
        Add(_artifacts);
        Validators.Add(given =>
        {
            if (given.GetValue(_follow) && given.GetValue(_artifacts) is not null)
            {
                given.AddError("--follow and --artifacts exclude each other.");
            }
        });
    }

    /// <inheritdoc/>
    public override bool EndsAtOnce => true;

    public override async Task<int> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var play = _things.Play(PlayKind.Logs, call.Given) with { Run = _run.NameIn(call.Given) };
        var options = new LogsOptions
        {
            Follow = call.Given.GetValue(_follow),
            Tail = LogsText.Tail(call.Given.GetValue(_tail)),
            Since = LogsText.Since(call.Given.GetValue(_since)),
            Timestamps = call.Given.GetValue(_timestamps),
        };
        var environment = call.Load(cancellation);
        return call.Given.GetValue(_artifacts) is { } folder
            ? await WriteAsync(call, environment, play, options, folder, cancellation)
            : await ShowAsync(call, environment, play, options, cancellation);
    }

    private static async Task<int> WriteAsync(CommandCall call, MaestroEnvironment environment, Play play, LogsOptions options, string folder, CancellationToken cancellation)
    {
        var written = await call.Conductor.WriteLogsAsync(environment, play, options, folder, cancellation);
        call.Progress.Report(written.Diagnostics);
        foreach (var file in written.Files)
        {
            await call.Surroundings.Output.WriteLineAsync(file.Path.AsMemory(), cancellation);
        }

        return ExitCode.Of(written.Diagnostics);
    }

    private static async Task<int> ShowAsync(CommandCall call, MaestroEnvironment environment, Play play, LogsOptions options, CancellationToken cancellation)
    {
        var output = new LogOutput(call.Surroundings, Conductor.Select(environment, play), options.Timestamps);
        var notices = new List<Diagnostic>();
        try
        {
            await foreach (var entry in call.Conductor.LogsAsync(environment, play, options, cancellation))
            {
                if (entry is LogNotice notice)
                {
                    notices.Add(notice.Diagnostic);
                    call.Progress.Report([notice.Diagnostic]);
                }
                else if (entry is LogLine line)
                {
                    await output.WriteAsync(line, cancellation);
                }
            }
        }
        catch (OperationCanceledException) when (options.Follow && cancellation.IsCancellationRequested)
        {
            return ExitCode.Cancelled; // the usual end of following, about which nothing is to be said
        }

        return ExitCode.Of(notices);
    }
}
