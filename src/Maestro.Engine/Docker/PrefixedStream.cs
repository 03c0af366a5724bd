namespace Maestro.Engine.Docker;

/// <summary>A stream of which some bytes have been read already.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : PassingStream(rest)
{
    private int _read;

    public override bool CanWrite => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_read >= prefix.Length)
        {
            return await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(buffer.Length, prefix.Length - _read);
        prefix.AsMemory(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }
}
