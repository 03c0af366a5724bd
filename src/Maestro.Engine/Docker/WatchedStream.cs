namespace Maestro.Engine.Docker;

/// <summary>What comes from an engine, watched over while it is waited for.</summary>
/// <param name="inner">Where it comes from.</param>
/// <param name="watch">Ends with the stream.</param>
/// <param name="ownsInner">Whether the connection ends with it, too.</param>
internal sealed class WatchedStream(Stream inner, CallWatch watch, bool ownsInner = true) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(watch.Token, cancellationToken);
        watch.Expect();
        try
        {
            return await inner.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && watch.Failure is not null && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException(watch.Failure.Message, watch.Failure);
        }
        finally
        {
            watch.Rest();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            watch.Dispose();
            if (ownsInner)
            {
                inner.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
