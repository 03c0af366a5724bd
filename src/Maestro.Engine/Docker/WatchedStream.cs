namespace Maestro.Engine.Docker;

/// <summary>What comes from an engine, watched over while it is waited for.</summary>
/// <param name="inner">Where it comes from.</param>
/// <param name="watch">Ends with the stream.</param>
/// <param name="ownsInner">Whether the connection ends with it, too.</param>
internal sealed class WatchedStream(Stream inner, CallWatch watch, bool ownsInner = true) : PassingStream(inner, ownsInner)
{
    public override bool CanWrite => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(watch.Token, cancellationToken);
        watch.Expect();
        try
        {
            return await base.ReadAsync(buffer, either.Token).ConfigureAwait(false);
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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            watch.Dispose();
        }

        base.Dispose(disposing);
    }
}
