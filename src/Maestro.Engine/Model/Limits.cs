namespace Maestro.Engine.Model;

/// <summary>What a container may use of its ship; 0 stands for no limit.</summary>
/// <param name="Memory">Bytes of memory.</param>
/// <param name="Swap">Bytes as the file gives them; -1 for as much as there is. What Docker is told is <see cref="MemorySwap"/>.</param>
/// <param name="CpuShares">The weight among containers that compete for the CPU.</param>
public sealed record Limits(long Memory = 0, long Swap = 0, long CpuShares = 0)
{
    /// <summary>No limit at all.</summary>
    public static Limits None { get; } = new();

    /// <summary>Bytes of memory and swap together: a swap smaller than the memory comes on top of it, any other is that sum already.</summary>
    public long MemorySwap => Swap > 0 && Swap < Memory ? Memory + Swap : Swap;
}
