using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Tells of a copy that is not there, and which ones are.</summary>
internal static class KnownCopies
{
    private const int MostNames = 10;

    public static Diagnostic? WarningFor(MaestroEnvironment copy, ObservedFleet fleet)
    {
        var owners = fleet.Ships
            .SelectMany(s => s.Containers.Values.Select(c => c.Owner).Concat(s.Networks.Values.Select(n => n.Owner)).Concat(s.Volumes.Count > 0 ? [Owner.Of(copy)] : []))
            .OfType<Owner>().Where(o => o.IsCopy && o.Environment == copy.Name).ToHashSet();
        if (owners.Contains(Owner.Of(copy)) || fleet.Ships.Any(s => s.Problem is not null))
        {
            return null;
        }

        List<string> others = [.. owners.Select(o => o.Run!).Order(StringComparer.Ordinal)];
        var there = others.Count == 0 ? string.Empty : $" There {(others.Count == 1 ? "is" : "are")}: {string.Join(", ", others.Take(MostNames))}{(others.Count > MostNames ? " and others" : string.Empty)}.";
        return Diagnostic.Warning(DiagnosticCodes.NoSuchCopy, $"There is no copy '{copy.Run}' of '{copy.Name}' on its ships.{NearMisses.Hint(copy.Run!, others)}{there}");
    }
}
