using System.Collections.Frozen;
using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads limits of a container's processes.</summary>
internal static class UlimitBinder
{
    private const string NumberExpected = "a whole number, -1 for no limit";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack");

    public static IReadOnlyList<Ulimit> Bind(BoundNode ulimits)
        => (ulimits.Entries("a mapping of names to limits, such as {nofile: 1024}") ?? []).Select(BindOne).OfType<Ulimit>().ToList();

    private static Ulimit? BindOne(BoundNode limit)
    {
        if (!Known.Contains(limit.Name))
        {
            limit.ErrorAtKey(
                DiagnosticCodes.InvalidValue,
                $"'{limit.Name}' is no limit of processes{NearMiss.Hint(limit.Name, Known, $"; there are {string.Join(", ", Known.Order(StringComparer.Ordinal))}.")}");
            return null;
        }

        if (limit.Node is YamlMapping)
        {
            return BindLong(limit);
        }

        return Number(limit, FieldTables.Ulimit.Expected) is { } number ? new Ulimit(limit.Name, number, number) : null;
    }

    private static Ulimit? BindLong(BoundNode limit)
    {
        if (Section.Open(limit, FieldTables.Ulimit) is not { } section)
        {
            return null;
        }

        if (section["soft"] is not { } soft || section["hard"] is not { } hard)
        {
            limit.ErrorAtKey(DiagnosticCodes.FieldMissing, $"The limit '{limit.Name}' needs both 'soft' and 'hard'; one number alone stands for both.");
            return null;
        }

        if (Number(soft, NumberExpected) is not { } low || Number(hard, NumberExpected) is not { } high)
        {
            return null;
        }

        if (high != -1 && (low == -1 || low > high))
        {
            soft.Error(DiagnosticCodes.InvalidValue, $"The soft limit {low} is above the hard one, {high}.");
        }

        return new Ulimit(limit.Name, low, high);
    }

    private static long? Number(BoundNode node, string expected)
    {
        if (node.Text(expected) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= -1)
        {
            return number;
        }

        node.Error(DiagnosticCodes.InvalidValue, $"Expected {expected}; found {node.Describe()}.");
        return null;
    }
}
