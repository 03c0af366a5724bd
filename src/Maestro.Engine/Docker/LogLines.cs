using System.Text;

namespace Maestro.Engine.Docker;

/// <summary>Makes whole lines of the pieces of a log that was asked for with timestamps.</summary>
/// <remarks>
/// An engine keeps a long line in several messages, each with a timestamp of its own in front; where there are frames, each message is one,
/// and so the line can be put together again. Standard output and standard error may alternate in the middle of a line.
/// </remarks>
internal sealed class LogLines
{
    private readonly Pending[] _pending = [new(), new()];

    /// <summary>The lines that are complete with this piece.</summary>
    public IEnumerable<LogMessage> Add(LogChunk chunk, bool tty)
    {
        var pending = _pending[(int)chunk.Source];
        pending.Bytes.Write(chunk.Bytes.Span);
        return tty || chunk.EndsFrame ? Take(pending, chunk.Source, framed: !tty) : [];
    }

    /// <summary>What was begun and not ended.</summary>
    public IEnumerable<LogMessage> Rest()
        => [.. _pending.Select((p, source) => Last(p, (LogSource)source)).OfType<LogMessage>().OrderBy(m => m.Nanoseconds)];

    private static List<LogMessage> Take(Pending pending, LogSource source, bool framed)
    {
        var lines = new List<LogMessage>();
        var bytes = pending.Bytes.GetBuffer().AsSpan(0, (int)pending.Bytes.Length);
        int end;
        while ((end = bytes.IndexOf((byte)'\n')) >= 0)
        {
            pending.Append(bytes[..end]);
            lines.Add(pending.Flush(source));
            bytes = bytes[(end + 1)..];
        }

        var rest = bytes.ToArray();
        pending.Bytes.SetLength(0);
        if (framed && rest.Length > 0)
        {
            pending.Append(rest); // the next message goes on with the line
        }
        else
        {
            pending.Bytes.Write(rest);
        }

        return lines;
    }

    private static LogMessage? Last(Pending pending, LogSource source)
    {
        if (pending.Bytes.Length > 0)
        {
            pending.Append(pending.Bytes.GetBuffer().AsSpan(0, (int)pending.Bytes.Length));
            pending.Bytes.SetLength(0);
        }

        return pending.IsEmpty ? null : pending.Flush(source);
    }

    /// <summary>What has come of a line.</summary>
    private sealed class Pending
    {
        private readonly StringBuilder _text = new();
        private long _nanoseconds;

        /// <summary>What has come of a message.</summary>
        public MemoryStream Bytes { get; } = new();

        public bool IsEmpty => _text.Length == 0 && _nanoseconds == 0;

        /// <summary>Adds a message, or the part of one that ends a line.</summary>
        public void Append(ReadOnlySpan<byte> message)
        {
            var text = Encoding.UTF8.GetString(message);
            var blank = text.IndexOf(' ', StringComparison.Ordinal);
            if (EngineTime.TryParseNanoseconds(blank < 0 ? text : text[..blank], out var nanoseconds))
            {
                _nanoseconds = _nanoseconds == 0 ? nanoseconds : _nanoseconds;
                text = blank < 0 ? string.Empty : text[(blank + 1)..];
            }

            _text.Append(text);
        }

        public LogMessage Flush(LogSource source)
        {
            var message = new LogMessage(_nanoseconds, source, _text.ToString().TrimEnd('\r'));
            _text.Clear();
            _nanoseconds = 0;
            return message;
        }
    }
}
