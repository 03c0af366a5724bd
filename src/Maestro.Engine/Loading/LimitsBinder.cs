using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Limits as far as they are given; null: nothing was said.</summary>
internal sealed record LimitsDraft(long? Memory = null, long? Swap = null, long? Cpu = null)
{
    public static LimitsDraft None { get; } = new();

    public Limits ToModel() => new(Memory ?? 0, Swap ?? 0, Cpu ?? 0);
}

/// <summary>Reads limits of memory, swap and CPU.</summary>
internal static class LimitsBinder
{
    private const string Unlimited = "-1";

    public static LimitsDraft Bind(BoundNode limits)
        => Section.Open(limits, FieldTables.Limits) is { } section
            ? new LimitsDraft(Bytes(section["memory"]), Swap(section["swap"]), section["cpu"]?.Integer("a whole number, the weight among containers, such as 512", 0, int.MaxValue))
            : LimitsDraft.None;

    private static long? Swap(BoundNode? swap) => swap is { Node: Yaml.YamlScalar { Text: Unlimited } } ? -1 : Bytes(swap);

    /// <summary>Reads a number of bytes; null when there is none, or none that is right.</summary>
    public static long? Bytes(BoundNode? node)
    {
        if (node?.Text(ByteSize.Expected) is not { } text)
        {
            return null;
        }

        if (ByteSize.TryParse(text, out var bytes))
        {
            return bytes;
        }

        node.Error(DiagnosticCodes.InvalidValue, $"Expected {ByteSize.Expected}; found {node.Describe()}.");
        return null;
    }
}
