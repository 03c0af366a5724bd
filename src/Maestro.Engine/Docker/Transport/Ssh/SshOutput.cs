namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>The last lines that OpenSSH has written.</summary>
internal sealed class SshOutput
{
    private const int MostLines = 60;
    private const int LongestLine = 500;

    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private int _dropped;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many lines have come so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _dropped + _lines.Count;
            }
        }
    }

    public IReadOnlyList<string> Lines => LinesAfter(0);

    public IReadOnlyList<string> LinesAfter(int count)
    {
        lock (_lock)
        {
            return [.. _lines.Skip(count - _dropped)];
        }
    }

    public void Add(string line)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            _lines.Add(line.Length > LongestLine ? line[..LongestLine] : line);
            if (_lines.Count > MostLines)
            {
                _lines.RemoveAt(0);
                _dropped++;
            }

            (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        more.SetResult();
    }

    /// <summary>Waits for a line that comes after the first <paramref name="count"/> ones.</summary>
    /// <returns>Null when none comes in time.</returns>
    public async Task<string?> FindAsync(Predicate<string> isIt, int count, TimeSpan patience, TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(patience, time);
        while (true)
        {
            Task more;
            lock (_lock)
            {
                more = _more.Task;
            }

            if (LinesAfter(count).FirstOrDefault(l => isIt(l)) is { } line)
            {
                return line;
            }

            try
            {
                await more.WaitAsync(deadline.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }
}
