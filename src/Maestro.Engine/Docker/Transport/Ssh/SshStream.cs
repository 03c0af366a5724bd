using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>A connection through a tunnel. Tells whether the engine has ended it, or the tunnel.</summary>
/// <param name="written">How many lines the tunnel's client had written before.</param>
internal sealed class SshStream(Socket socket, SshTunnel tunnel, int written) : NetworkStream(socket, ownsSocket: true)
{
    private bool _isAnswered;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is SocketException)
        {
            await ThrowReasonAsync().ConfigureAwait(false);
            throw;
        }

        _isAnswered |= count > 0;
        if (count == 0 && buffer.Length > 0)
        {
            await ThrowReasonAsync().ConfigureAwait(false);
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is SocketException)
        {
            await ThrowReasonAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private async Task ThrowReasonAsync()
    {
        if (await tunnel.ExplainEndAsync(written, _isAnswered).ConfigureAwait(false) is { } reason)
        {
            throw new IOException(reason.Message, reason);
        }
    }
}
