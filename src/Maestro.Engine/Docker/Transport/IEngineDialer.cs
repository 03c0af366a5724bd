namespace Maestro.Engine.Docker.Transport;

/// <summary>Opens connections to one engine.</summary>
internal interface IEngineDialer : IAsyncDisposable
{
    /// <summary>Where it dials to, for messages.</summary>
    string Address { get; }

    /// <summary>What whoever wrote down this way should know about it, as a sentence that begins in small letters; null for nothing.</summary>
    string? Remark => null;

    /// <exception cref="DockerConnectionException">Nothing answers there, with what to do about it.</exception>
    ValueTask<Stream> DialAsync(CancellationToken cancellation);

    /// <summary>Ends what it holds besides the connections that it has given away.</summary>
    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}
