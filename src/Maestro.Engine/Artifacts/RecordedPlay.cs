using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Artifacts;

/// <summary>A play about which files are written. However it ends, the last line of the event stream says how.</summary>
internal sealed class RecordedPlay(string path, PlayKind kind, string environment, string? run, TimeProvider time)
{
    public async Task<PlayResult> RunAsync(Func<IProgress<MaestroEvent>, Task<PlayResult>> play, IProgress<MaestroEvent>? progress)
    {
        using var folder = new ArtifactFolder(path, progress);
        try
        {
            var result = await play(folder).ConfigureAwait(false);
            return folder.Warning is { } warning ? result with { Diagnostics = [.. result.Diagnostics, warning] } : result;
        }
        catch (MaestroException exception)
        {
            folder.Record(NothingDone(PlayVerdict.Failed, exception.Diagnostics));
            throw;
        }
        catch (OperationCanceledException)
        {
            folder.Record(NothingDone(PlayVerdict.Cancelled, []));
            throw;
        }
    }

    private PlayFinished NothingDone(PlayVerdict verdict, IReadOnlyList<Diagnostic> diagnostics) => new()
    {
        Time = time.GetUtcNow(),
        Result = new PlayResult { Play = kind, Environment = environment, Run = run, Verdict = verdict, Diagnostics = diagnostics },
    };
}
