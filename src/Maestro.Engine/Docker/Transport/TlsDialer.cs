using Maestro.Engine.Certificates;

namespace Maestro.Engine.Docker.Transport;

/// <summary>Speaks TLS over the connections of another dialer.</summary>
/// <param name="inner">Opens the connections.</param>
/// <param name="parameters">Who the engine must be, and who this client is.</param>
/// <param name="materials">Reads the certificates.</param>
/// <param name="timeout">Longest time for the handshake.</param>
/// <param name="isTimeoutForAll">Whether opening the connection counts, too: one time for both, where nothing else needs its own.</param>
internal sealed class TlsDialer(
    IEngineDialer inner, TlsParameters parameters, TlsMaterials materials, TimeSpan timeout, bool isTimeoutForAll, TimeProvider time) : IEngineDialer
{
    public string Address => inner.Address;

    public string? Remark => inner.Remark;

    public async ValueTask<Stream> DialAsync(CancellationToken cancellation)
    {
        var material = await MaterialAsync(cancellation).ConfigureAwait(false);
        var start = time.GetTimestamp();
        var connection = await inner.DialAsync(cancellation).ConfigureAwait(false);
        var left = isTimeoutForAll ? timeout - time.GetElapsedTime(start) : timeout;
        var handshake = new TlsHandshake(Address, parameters, material, time);
        try
        {
            return await handshake.RunAsync(connection, left > TimeSpan.Zero ? left : TimeSpan.Zero, timeout, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task<TlsMaterial> MaterialAsync(CancellationToken cancellation)
    {
        try
        {
            return await materials.ReadAsync(parameters, cancellation).ConfigureAwait(false);
        }
        catch (CertificateFileException exception)
        {
            throw new DockerConnectionException(ConnectionProblem.TlsFailed, $"TLS cannot be spoken to the Docker engine at {Address}: {exception.Message}", exception);
        }
    }
}
