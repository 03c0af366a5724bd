namespace Maestro.Engine.Docker.Transport;

/// <summary>Opens connections to one engine.</summary>
internal interface IEngineDialer
{
    /// <summary>Where it dials to, for messages.</summary>
    string Address { get; }

    /// <exception cref="DockerConnectionException">Nothing answers there, with what to do about it.</exception>
    ValueTask<Stream> DialAsync(CancellationToken cancellation);
}
