namespace Maestro.Engine.Docker.Transport;

/// <summary>Stands where a way to an engine is known and not yet carried out: only who goes there learns of it.</summary>
internal sealed class UnsupportedDialer(string address, string way) : IEngineDialer
{
    public string Address => address;

    public ValueTask<Stream> DialAsync(CancellationToken cancellation)
        => throw new DockerConnectionException(
            ConnectionProblem.NotSupported,
            $"The Docker engine at {address} is reached through {way}, which this version does not do; it does unix://, npipe:// and tcp://, with TLS or without.");
}
