using System.Net.Security;

namespace Maestro.Engine.Docker.Transport;

/// <summary>A connection that speaks TLS. Until the first answer has come, it explains why it breaks.</summary>
/// <param name="explain">Null for what has nothing to do with TLS.</param>
internal sealed class TlsStream(SslStream tls, Func<Exception, DockerConnectionException?> explain) : PassingStream(tls)
{
    /// <summary>An alert that was sent is here already, or never comes.</summary>
    private static readonly TimeSpan AlertTimeout = TimeSpan.FromSeconds(1);

    private readonly SslStream _tls = tls;
    private bool _isAnswered;
    private ReadOnlyMemory<byte> _answer; // read in the search for an alert, and not yet by whom it is for

    /// <summary>Says that nothing more will be sent; the other side may go on.</summary>
    public Task EndWritingAsync() => _tls.ShutdownAsync();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_answer.IsEmpty && !buffer.IsEmpty)
        {
            _answer.CopyTo(buffer);
            var length = _answer.Length;
            _answer = default;
            return length;
        }

        try
        {
            var count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _isAnswered |= count > 0;
            return count > 0 || buffer.IsEmpty || _isAnswered ? count : throw new EndOfStreamException("It was closed without an answer.");
        }
        catch (IOException exception) when (!_isAnswered && explain(exception) is { } explained)
        {
            throw new IOException(explained.Message, explained);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException) when (!_isAnswered)
        {
            await ReadAlertAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    // What the other side said before it hung up tells more than that nothing can be sent to it any more.
    private async Task ReadAlertAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(AlertTimeout);
        try
        {
            var first = new byte[1];
            var count = await ReadAsync(first, deadline.Token).ConfigureAwait(false);
            _answer = first.AsMemory(0, count);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // the failure to send is thrown
        }
        catch (Exception exception) when (exception is IOException { InnerException: not DockerConnectionException } or InvalidOperationException)
        {
            // the same
        }
    }
}
