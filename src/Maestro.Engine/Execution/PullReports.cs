using Maestro.Engine.Docker;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Tells how far a pull is: by each hundredth, and from time to time, so that a pull of an hour fills no log.</summary>
internal sealed class PullReports(PlayContext context, PullStep step)
{
    private const int Parts = 100;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly PullBytes _bytes = new();
    private long _time = context.Time.GetTimestamp();
    private long _part = -1;

    public void Add(PullProgress line)
    {
        if (!_bytes.Add(line))
        {
            return;
        }

        var (elapsed, part) = (context.Time.GetElapsedTime(_time), _bytes.Current * Parts / _bytes.Total);
        var isWhole = part == Parts && _part != Parts;
        if (isWhole || (elapsed >= Shortest && part != _part) || elapsed >= Longest)
        {
            (_time, _part) = (context.Time.GetTimestamp(), part);
            context.Report(step, line.Status, _bytes.Current, _bytes.Total);
        }
    }
}
