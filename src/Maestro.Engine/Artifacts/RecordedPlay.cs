using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting.Html;

namespace Maestro.Engine.Artifacts;

/// <summary>A play about which files are written. However it ends, the last line of the event stream says how.</summary>
internal sealed class RecordedPlay(string path, ReportHead head, TimeProvider time)
{
    public async Task<PlayResult> RunAsync(Func<IProgress<MaestroEvent>, Task<PlayResult>> play, IProgress<MaestroEvent>? progress)
    {
        using var folder = new ArtifactFolder(path, progress, head, time.GetUtcNow());
        try
        {
            var result = await play(folder).ConfigureAwait(false);
            return folder.Warning is { } warning ? result with { Diagnostics = [.. result.Diagnostics, warning] } : result;
        }
        catch (MaestroException exception)
        {
            folder.End(NothingDone(PlayVerdict.Failed, exception.Diagnostics));
            throw;
        }
        catch (OperationCanceledException)
        {
            folder.End(NothingDone(PlayVerdict.Cancelled, []));
            throw;
        }
    }

    private PlayFinished NothingDone(PlayVerdict verdict, IReadOnlyList<Diagnostic> diagnostics) => new()
    {
        Time = time.GetUtcNow(),
        Result = new PlayResult { Play = head.Play, Environment = head.Environment, Run = head.Run, Verdict = verdict, Diagnostics = diagnostics },
    };
}
