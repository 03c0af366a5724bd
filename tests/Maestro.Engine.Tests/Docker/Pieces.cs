namespace Maestro.Engine.Tests.Docker;

/// <summary>A stream whose every read gives a few bytes only, so that all that can be split is split.</summary>
internal sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
}
