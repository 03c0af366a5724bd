using System.Runtime.CompilerServices;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Puts several logs together in the order of their engines' timestamps, without holding more than one line of each.</summary>
internal sealed class LogMerge(IReadOnlyList<InstanceLog> logs)
{
    private readonly PriorityQueue<Head, (long Nanoseconds, int Log)> _heads = new();
    private readonly List<Diagnostic> _problems = [];

    public async IAsyncEnumerable<LogEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        List<Head> heads = [.. logs.Select((log, number) => new Head(log.Instance, log.Connection.Ship, number, log.ReadAsync(cancellation).GetAsyncEnumerator(cancellation)))];
        try
        {
            await Task.WhenAll(heads.Select(AdvanceAsync)).ConfigureAwait(false);
            while (_heads.TryDequeue(out var head, out _))
            {
                var line = head.Lines.Current;
                yield return new LogLine { Instance = head.Instance.Name, Time = line.Time, IsError = line.Source == LogSource.Error, Text = line.Text };
                await AdvanceAsync(head).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var head in heads)
            {
                await head.Lines.DisposeAsync().ConfigureAwait(false);
            }
        }

        foreach (var problem in _problems)
        {
            yield return new LogNotice(problem);
        }
    }

    private async Task AdvanceAsync(Head head)
    {
        try
        {
            if (await head.Lines.MoveNextAsync().ConfigureAwait(false))
            {
                lock (_heads)
                {
                    _heads.Enqueue(head, (head.Lines.Current.Nanoseconds, head.Number));
                }
            }
        }
        catch (DockerConnectionException exception)
        {
            Note(EngineTrouble.Describe(head.Ship, exception));
        }
        catch (DockerApiException exception)
        {
            Note(EngineTrouble.DescribeLog(head.Instance, exception));
        }
    }

    private void Note(Diagnostic problem)
    {
        lock (_problems)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>A log and the first of its lines that has not been shown.</summary>
    private sealed record Head(Instance Instance, Ship Ship, int Number, IAsyncEnumerator<LogMessage> Lines);
}
