using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Plans the removal of copies whose time is over: those of runs that were killed, of this environment and of others.</summary>
/// <remarks>It goes by what the ships have been looked at for anyway. The time of a copy is over when that of its last container is.</remarks>
internal sealed class Sweeping(MaestroEnvironment environment, PlanBuilder plan)
{
    /// <param name="fleet">What the ships have shown.</param>
    /// <param name="now">The time.</param>
    public void Plan(ObservedFleet fleet, DateTimeOffset now)
    {
        var found = fleet.Ships.Where(s => s.Problem is null)
            .SelectMany(s => OwnersOn(s).Select(o => (o.Owner, o.Expires, Ship: s.Name)))
            .Where(f => f.Owner != Owner.Of(environment))
            .ToLookup(f => f.Owner, f => (f.Expires, f.Ship));
        foreach (var copy in found.OrderBy(f => f.Key.Environment, StringComparer.Ordinal).ThenBy(f => f.Key.Run, StringComparer.Ordinal))
        {
            if (LatestOf(copy.Select(c => c.Expires)) is { } expired && expired < now)
            {
                foreach (var ship in environment.Ships.Where(s => copy.Any(c => c.Ship == s.Name)))
                {
                    Add(copy.Key, ship, expired);
                }
            }
        }
    }

    /// <summary>Warns when the play's own copy may be swept by others, and the play starts nothing that would give it more time.</summary>
    public void WarnIfOver(ObservedFleet fleet, DateTimeOffset now)
    {
        List<DateTimeOffset?> own = [.. fleet.Ships.SelectMany(s => s.Containers.Values).Where(c => c.Owner == Owner.Of(environment)).Select(c => c.Expires)];
        if (environment.Run is not null && !plan.Has<StartStep>() && own.Count > 0 && LatestOf(own) is { } expired && expired < now)
        {
            plan.Warn(Diagnostic.Warning(
                DiagnosticCodes.CopyIsOver,
                string.Create(CultureInfo.InvariantCulture, $"The time of the copy '{environment.Run}' was over at {expired.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: any other start or down on its ships removes it. A restart gives it more time.")));
        }
    }

    /// <summary>When the last of them expires; null when one of them does not say.</summary>
    public static DateTimeOffset? LatestOf(IEnumerable<DateTimeOffset?> expiries)
        => expiries.Aggregate((DateTimeOffset?)DateTimeOffset.MinValue, (latest, next) => next is null || latest is null ? null : next > latest ? next : latest);

    private static IEnumerable<(Owner Owner, DateTimeOffset? Expires)> OwnersOn(ObservedShip ship)
        => ship.Containers.Values.Select(c => (c.Owner, c.Expires))
            .Concat(ship.Networks.Values.Select(n => (n.Owner, n.Expires)))
            .Where(o => o.Owner is { IsCopy: true })
            .Select(o => (o.Owner!, o.Expires));

    private void Add(Owner copy, Ship ship, DateTimeOffset expired) => plan.Add(new SweepStep(copy)
    {
        Number = plan.NextNumber,
        Ship = ship,
        Cause = string.Create(CultureInfo.InvariantCulture, $"its time was over at {expired.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"),
    });
}
