using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Finds out which of the selected instances have logs to read.</summary>
/// <param name="WithContainer">Those that have a container, in their order, with the container.</param>
/// <param name="Waiting">Those that have none, on ships that answer.</param>
/// <param name="Notices">What keeps logs from being read.</param>
internal sealed record LogSources(
    IReadOnlyList<(Instance Instance, ObservedContainer Container)> WithContainer, IReadOnlyList<Instance> Waiting, IReadOnlyList<Diagnostic> Notices)
{
    public static async Task<LogSources> FindAsync(MaestroEnvironment environment, Selection selection, ShipConnections connections, CancellationToken cancellation)
    {
        var ships = selection.Instances.Select(i => i.Ship).Distinct(StringComparer.Ordinal).Select(environment.Ship);
        var fleet = await new FleetObserver(connections).ObserveAsync([.. ships], cancellation).ConfigureAwait(false);
        List<Instance> reached = [.. selection.Instances.Where(i => fleet.Ship(i.Ship).Problem is null)];
        List<Instance> foreign = [.. reached.Where(i => fleet.ContainerOf(i)?.BelongsTo(environment) == false)];
        List<Instance> without = [.. reached.Where(i => fleet.ContainerOf(i) is null)];
        var with = reached.Except(foreign).Except(without).Select(i => (i, fleet.ContainerOf(i)!)).ToList();
        IEnumerable<Diagnostic> notices =
        [
            .. fleet.Ships.Select(s => s.Problem).OfType<Diagnostic>(),
            .. foreign.Select(i => Foreign(i, fleet.ContainerOf(i)!)),
            .. without.Count == 0 ? [] : new[] { Without(without, nothingElse: with.Count == 0) },
        ];
        return new LogSources(with, [.. without, .. foreign], [.. notices]);
    }

    private static Diagnostic Foreign(Instance instance, ObservedContainer container) => Diagnostic.Warning(
        DiagnosticCodes.NameTaken,
        $"The container named {instance.ContainerName} on ship {instance.Ship} {(container.Owner is { } owner ? $"belongs to {owner}" : "is none of Maestro's")}; its log is not shown.",
        instance.Location);

    private static Diagnostic Without(IReadOnlyList<Instance> instances, bool nothingElse)
    {
        var names = string.Join(", ", instances.Select(i => i.Name));
        var message = $"No container of {names} is there: it has not been started, or has been removed.";
        return nothingElse ? Diagnostic.Error(DiagnosticCodes.NoContainer, message) : Diagnostic.Warning(DiagnosticCodes.NoContainer, message);
    }
}
