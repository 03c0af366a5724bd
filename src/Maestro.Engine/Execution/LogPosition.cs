using Maestro.Engine.Docker;

namespace Maestro.Engine.Execution;

/// <summary>How far a log has been read, so that reading can go on after a break without a line twice.</summary>
internal sealed class LogPosition
{
    private readonly string _container;
    private readonly long _resumedAt;
    private int _toSkip;
    private long _last;
    private int _atLast;

    private LogPosition(string container, long resumedAt, int toSkip) => (_container, _resumedAt, _toSkip, _last, _atLast) = (container, resumedAt, toSkip, resumedAt, toSkip);

    public static LogPosition Beginning => new(string.Empty, 0, 0);

    /// <summary>Whether nothing has been read of any container.</summary>
    public bool IsBeginning => _container.Length == 0 || (_last == 0 && IsFirst);

    /// <summary>From when on to ask for lines; null for all of them.</summary>
    public DateTimeOffset? Time => _last == 0 ? null : EngineTime.FromNanoseconds(_last);

    private bool IsFirst { get; init; }

    /// <summary>The position for a reading of that container: after what was read of it, or at the beginning of another one.</summary>
    public LogPosition In(string container) => _container == container
        ? new LogPosition(container, _last, _atLast) { IsFirst = IsFirst }
        : new LogPosition(container, 0, 0) { IsFirst = _container.Length == 0 };

    /// <summary>Whether a line has not been read before; it counts as read then.</summary>
    public bool Passes(LogMessage line)
    {
        if (line.Nanoseconds < _resumedAt || (line.Nanoseconds == _resumedAt && line.Nanoseconds > 0 && _toSkip-- > 0))
        {
            return line.Nanoseconds == 0;
        }

        _atLast = line.Nanoseconds > _last ? 1 : line.Nanoseconds == _last ? _atLast + 1 : _atLast;
        _last = Math.Max(_last, line.Nanoseconds);
        return true;
    }
}
