using System.Runtime.CompilerServices;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>The log of one container, line by line.</summary>
internal sealed record InstanceLog(Instance Instance, string Container, ShipConnection Connection, LogQuery Query)
{
    /// <exception cref="DockerConnectionException">The connection broke.</exception>
    /// <exception cref="DockerApiException">The engine does not give the log, as with a log driver that cannot be read.</exception>
    public async IAsyncEnumerable<LogMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await Connection.Docker.InspectContainerAsync(Container, cancellation).ConfigureAwait(false) is not { } details)
        {
            yield break; // gone since it was found
        }

        var lines = new LogLines();
        await foreach (var chunk in Connection.Docker.ReadLogsAsync(Container, Query with { Tty = details.Tty }, cancellation).ConfigureAwait(false))
        {
            foreach (var line in lines.Add(chunk, details.Tty))
            {
                yield return line;
            }
        }

        foreach (var line in lines.Rest())
        {
            yield return line;
        }
    }
}
