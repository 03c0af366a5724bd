namespace Maestro.Engine.Docker;

/// <summary>A connection over which an answer may come before the request is sent whole.</summary>
/// <remarks>
/// Newer engines refuse an archive at its first wrong byte and hang up. An HTTP client only sees that it cannot write any more; here the rest
/// counts as written once an answer is there, so that it goes on to read it. For connections that carry one request.
/// </remarks>
internal sealed class EarlyAnswerStream(Stream inner) : PassingStream(inner)
{
    private readonly byte[] _answer = new byte[4096];
    private int _received;
    private int _read;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_received > 0)
        {
            return;
        }

        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            _received = await ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (_received == 0)
            {
                throw;
            }
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_read == _received)
        {
            return await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(buffer.Length, _received - _read);
        _answer.AsMemory(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _received > 0 ? Task.CompletedTask : base.FlushAsync(cancellationToken);

    private async Task<int> ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            return await base.ReadAsync(_answer, cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
