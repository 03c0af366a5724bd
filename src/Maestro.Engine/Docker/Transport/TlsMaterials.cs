using System.Collections.Concurrent;

namespace Maestro.Engine.Docker.Transport;

/// <summary>The certificates of all ships. Files are read once, by the first who needs them, however many ships and connections do.</summary>
internal sealed class TlsMaterials
{
    private readonly ConcurrentDictionary<(string Authority, string Certificate, string Key), Lazy<Task<TlsMaterial>>> _read = new();

    /// <exception cref="Certificates.CertificateFileException">A file is not what it should be.</exception>
    public Task<TlsMaterial> ReadAsync(TlsParameters parameters, CancellationToken cancellation)
    {
        // Who gives up does not take it from the others.
        var reading = _read.GetOrAdd(
            (parameters.AuthorityFile, parameters.CertificateFile, parameters.KeyFile),
            _ => new Lazy<Task<TlsMaterial>>(() => TlsMaterial.ReadAsync(parameters, CancellationToken.None)));
        return reading.Value.WaitAsync(cancellation);
    }
}
