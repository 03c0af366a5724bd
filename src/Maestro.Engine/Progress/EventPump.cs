using System.Threading.Channels;

namespace Maestro.Engine.Progress;

/// <summary>Delivers events in order, one at a time, and all of them before it is disposed of.</summary>
internal sealed class EventPump : IAsyncDisposable
{
    private readonly Channel<MaestroEvent> _channel = Channel.CreateUnbounded<MaestroEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _reader;

    public EventPump(IProgress<MaestroEvent>? listener) => _reader = listener is null ? DiscardAsync() : DeliverAsync(listener);

    public void Publish(MaestroEvent happened) => _channel.Writer.TryWrite(happened);

    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await _reader.ConfigureAwait(false);
    }

    private async Task DeliverAsync(IProgress<MaestroEvent> listener)
    {
        await foreach (var happened in _channel.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            listener.Report(happened);
        }
    }

    private Task DiscardAsync()
    {
        _channel.Writer.Complete();
        return Task.CompletedTask;
    }
}
