namespace Maestro.Engine.Docker.Transport;

/// <summary>Passes a connection on and keeps the first bytes that came over it: they tell what the other side speaks.</summary>
internal sealed class FirstBytesStream(Stream inner) : PassingStream(inner)
{
    private const int Kept = 256;

    private readonly byte[] _first = new byte[Kept];
    private int _count;

    public ReadOnlySpan<byte> First => _first.AsSpan(0, _count);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Keep(buffer.Span[..count]);
        return count;
    }

    private void Keep(ReadOnlySpan<byte> read)
    {
        var count = Math.Min(read.Length, Kept - _count);
        read[..count].CopyTo(_first.AsSpan(_count));
        _count += count;
    }
}
