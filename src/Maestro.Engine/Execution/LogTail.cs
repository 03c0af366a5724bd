using System.Text;
using Maestro.Engine.Docker;

namespace Maestro.Engine.Execution;

/// <summary>The last lines of a container's log, for error messages.</summary>
internal static class LogTail
{
    private const int Lines = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>A block of text that begins with a line break; empty when there is no log or it cannot be read in time.</summary>
    public static async Task<string> ReadAsync(IDockerClient docker, ContainerDetails container, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        var bytes = new List<byte>();
        try
        {
            var query = new LogQuery { Tail = Lines, Tty = container.Tty };
            await foreach (var chunk in docker.ReadLogsAsync(container.Id, query, limit.Token).ConfigureAwait(false))
            {
                bytes.AddRange(chunk.Bytes.Span);
            }
        }
        catch (Exception exception) when (exception is DockerApiException or DockerConnectionException or OperationCanceledException)
        {
            // The log is an extra: without it the error still says what happened.
        }

        return Format(Encoding.UTF8.GetString([.. bytes]));
    }

    private static string Format(string log)
    {
        var lines = log.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines.Count == 0
            ? " Its log is empty."
            : $" The last lines of its log:{string.Concat(lines.TakeLast(Lines).Select(l => $"{Environment.NewLine}    {l}"))}";
    }
}
