using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Tells how many bytes a step has moved, now and then.</summary>
/// <param name="context">The play.</param>
/// <param name="step">The step.</param>
internal sealed class ByteReports(PlayContext context, Step step)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private long _last = context.Time.GetTimestamp();
    private long _told;

    /// <param name="what">What it does.</param>
    /// <param name="moved">Bytes so far.</param>
    /// <param name="total">Bytes in all, as far as known; at the last of them it is told in any case.</param>
    public void Tell(string what, long moved, long total)
    {
        if ((moved >= total && moved > _told) || context.Time.GetElapsedTime(_last) >= Between)
        {
            (_last, _told) = (context.Time.GetTimestamp(), moved);
            context.Report(step, what, moved, Math.Max(total, moved));
        }
    }
}
