using System.Collections.Concurrent;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Keeps the logs that tell why a play failed: of what failed or was still waited for, and of what that requires.</summary>
/// <remarks>A log that cannot be read in time is a note: the play has failed already, and for another reason.</remarks>
internal sealed class FailureLogs(PlayContext context)
{
    private const int MostFailed = 20;
    private const int MostRequired = 10;
    private const int AtOncePerShip = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <param name="result">The play.</param>
    /// <param name="cancelled">The user's wish to end at once.</param>
    /// <returns>The play with the logs, as long as it failed.</returns>
    public async Task<PlayResult> AddToAsync(PlayResult result, CancellationToken cancelled)
    {
        List<Wanted> wanted = result.Verdict == PlayVerdict.Failed ? Select(result) : [];
        if (wanted.Count == 0)
        {
            return result;
        }

        var logs = new ConcurrentDictionary<Wanted, KeptLog>();
        var troubles = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var limit = new CancellationTokenSource(Limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancelled);

        // Each ship by itself, so that one that hangs takes nothing but its own logs.
        await Task.WhenAll(wanted.GroupBy(w => w.Instance.Ship, StringComparer.Ordinal).Select(ship =>
            Parallel.ForEachAsync(ship, new ParallelOptions { MaxDegreeOfParallelism = AtOncePerShip }, async (log, _) =>
            {
                if (await ReadAsync(log, troubles, either.Token).ConfigureAwait(false) is { } kept)
                {
                    logs[log] = kept;
                }
            }))).ConfigureAwait(false);
        return result with
        {
            Logs = [.. wanted.Where(logs.ContainsKey).Select(w => logs[w])],
            Diagnostics = [.. result.Diagnostics, .. Notes(wanted, troubles)],
        };
    }

    private List<Wanted> Select(PlayResult result)
    {
        var containers = result.Instances.Where(i => i.ContainerId.Length > 0).ToDictionary(i => i.Name, i => i.ContainerId, StringComparer.Ordinal);
        var names = result.Steps
            .Where(s => s.Step.Service.Length > 0 && (s.Verdict == StepVerdict.Failed || s is { Verdict: StepVerdict.Cancelled, StartedAt: not null }))
            .Select(s => s.Step.Subject)
            .Distinct(StringComparer.Ordinal);
        List<Wanted> failed = [.. names.Where(containers.ContainsKey).Take(MostFailed).Select(n => new Wanted(context.Environment.Instance(n), containers[n], null))];
        var required =
            from dependant in failed.Select(f => f.Instance)
            from service in context.Environment.Service(dependant.Service).Requires
            from instance in context.Environment.Service(service).Instances
            where containers.ContainsKey(instance.Name)
            select new Wanted(instance, containers[instance.Name], dependant.Name);
        return [.. failed.Concat(required).DistinctBy(w => w.Instance.Name).Take(failed.Count + MostRequired)];
    }

    private async Task<KeptLog?> ReadAsync(Wanted wanted, ConcurrentDictionary<string, string> troubles, CancellationToken cancellation)
    {
        if (context.SecretThatCannotBeHidden(wanted.Instance) is { } secret)
        {
            troubles[wanted.Instance.Name] = $"the secret '{secret}' could not be hidden in it, as this play does not run the command that tells it.";
            return null;
        }

        var connection = context.Connections.To(context.Environment.Ship(wanted.Instance.Ship));
        var lines = new KeptLines();
        try
        {
            var query = new LogQuery { Tail = KeptLines.Most, Timestamps = true };
            await foreach (var line in new InstanceLog(wanted.Instance, wanted.Container, connection, query).ReadAsync(cancellation).ConfigureAwait(false))
            {
                lines.Add(new LogLine { Instance = wanted.Instance.Name, Time = line.Time, IsError = line.Source == LogSource.Error, Text = line.Text });
            }
        }
        catch (Exception exception) when (exception is DockerApiException or DockerConnectionException or OperationCanceledException)
        {
            troubles[wanted.Instance.Name] = exception is OperationCanceledException
                ? $"ship {wanted.Instance.Ship} did not give it in time."
                : EngineTrouble.Sentence(exception.Message);
        }

        // That a failed instance wrote nothing says something; of one that is only required it does not.
        return lines.Lines.Count == 0 && (wanted.RequiredBy is not null || troubles.ContainsKey(wanted.Instance.Name))
            ? null
            : new KeptLog(wanted.Instance.Name, lines.Lines, lines.IsCut, wanted.RequiredBy);
    }

    // A ship that is away is told once, and not for each of its instances.
    private static IEnumerable<Diagnostic> Notes(List<Wanted> wanted, ConcurrentDictionary<string, string> troubles)
        => wanted
            .Where(w => troubles.ContainsKey(w.Instance.Name))
            .GroupBy(w => troubles[w.Instance.Name], w => w.Instance.Name, StringComparer.Ordinal)
            .Select(g => Diagnostic.Warning(DiagnosticCodes.LogNotKept, $"For the files about the play, the log of {string.Join(", ", g)} could not be read: {g.Key}"));

    /// <summary>A log to read.</summary>
    private sealed record Wanted(Instance Instance, string Container, string? RequiredBy);
}
