using System.Runtime.CompilerServices;
using Maestro.Engine.Checks;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Answers what checks ask about an instance from the engine's own data, fresh after each restart of the container.</summary>
internal sealed class InstanceProbe(Instance instance, PlayContext context, ShipConnection connection) : IInstanceProbe
{
    private static readonly TimeSpan StartSlack = TimeSpan.FromMilliseconds(100);
    private volatile ContainerDetails? _details;

    public Instance Instance => instance;

    public string ShipAddress => connection.Ship.Address;

    public bool IsEngineLocal => connection.Ship.Endpoint.IsLocal;

    public string WorkingDirectory => context.WorkingDirectory;

    /// <summary>Who sees the container's end come; null when nobody watches, since it has ended before.</summary>
    public ContainerVigil? Vigil { get; set; }

    /// <summary>How often the container was restarted by its policy, as far as is known.</summary>
    public int Restarts => _details?.RestartCount ?? 0;

    /// <summary>Says that what was learnt no longer holds.</summary>
    public void Forget() => _details = null;

    /// <summary>Looks at the container now.</summary>
    /// <returns>Null when it is gone.</returns>
    public async Task<ContainerDetails?> LookAsync(CancellationToken cancellation)
    {
        var details = await connection.Docker.InspectContainerAsync(instance.ContainerName, cancellation).ConfigureAwait(false);
        _details = details;
        if (details is not null)
        {
            context.Facts.Learn(instance, details);
        }

        return details;
    }

    public async ValueTask<int> ExternalPortAsync(PortMapping port, CancellationToken cancellation)
    {
        if (port.External.IsChosen && _details is null)
        {
            await LookAsync(cancellation).ConfigureAwait(false);
        }

        return context.Facts.ExternalPort(instance, port) ?? 0;
    }

    public async ValueTask<IReadOnlyList<string>> ContainerAddressesAsync(CancellationToken cancellation)
        => (_details ?? await LookAsync(cancellation).ConfigureAwait(false))?.Addresses ?? [];

    public async ValueTask<IReadOnlyDictionary<string, string?>> VariablesAsync(CancellationToken cancellation)
    {
        if (_details is null && instance.Ports.Any(p => p.External.IsChosen))
        {
            await LookAsync(cancellation).ConfigureAwait(false);
        }

        return context.Specs.VariablesForChecks(instance, context.Facts.ExternalPort);
    }

    public async ValueTask<HealthFinding?> HealthAsync(CancellationToken cancellation)
        => await LookAsync(cancellation).ConfigureAwait(false) is { Health: { } status } details ? new HealthFinding(status, details.HealthOutput) : null;

    public Task<CommandResult> ExecuteAsync(IReadOnlyList<string> command, CancellationToken cancellation)
        => new ContainerCommand(connection.Docker, instance.ContainerName).RunAsync(command, cancellation);

    public async IAsyncEnumerable<string> ReadLogAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await LookAsync(cancellation).ConfigureAwait(false) is not { } details)
        {
            yield break;
        }

        // A running container says when it ended the last time. The moment of its start would be too late: it may have written before it was noted.
        var since = details.IsRunning ? details.FinishedAt : details.StartedAt - StartSlack;
        var query = new LogQuery { Follow = details.IsRunning, Since = since, Tty = details.Tty };
        var chunks = connection.Docker.ReadLogsAsync(details.Id, query, cancellation);
        await foreach (var line in TextLines.SplitAsync(chunks, cancellation).ConfigureAwait(false))
        {
            yield return line;
        }
    }

    public async Task<int> ExitCodeAsync(CancellationToken cancellation)
    {
        if (Vigil is { } vigil)
        {
            return await vigil.End.WaitAsync(cancellation).ConfigureAwait(false) is { } end ? end.ExitCode : -1;
        }

        return await LookAsync(cancellation).ConfigureAwait(false) is { IsRunning: false } details ? details.ExitCode : -1;
    }
}
