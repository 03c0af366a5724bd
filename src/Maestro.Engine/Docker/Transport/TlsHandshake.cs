using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;

namespace Maestro.Engine.Docker.Transport;

/// <summary>Makes a connection one that speaks TLS.</summary>
internal sealed class TlsHandshake(string address, TlsParameters parameters, TlsMaterial material, TimeProvider time)
{
    private readonly TlsFindings _findings = new(parameters, material, time);

    /// <param name="left">How long the handshake may take.</param>
    /// <param name="allowed">The time-out as the user knows it, for messages.</param>
    /// <exception cref="DockerConnectionException">The two do not come to terms.</exception>
    public async Task<Stream> RunAsync(Stream connection, TimeSpan left, TimeSpan allowed, CancellationToken cancellation)
    {
        var heard = new FirstBytesStream(connection);
        var tls = new SslStream(heard, leaveInnerStreamOpen: false);
        using var deadline = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var trouble = new TlsTrouble(address, material, _findings, time);
        try
        {
            await tls.AuthenticateAsClientAsync(material.Options(parameters.ServerName, _findings), either.Token).ConfigureAwait(false);
            return new TlsStream(tls, trouble.InFirstAnswer);
        }
        catch (Exception exception)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw exception switch
            {
                OperationCanceledException when cancellation.IsCancellationRequested => exception,
                OperationCanceledException => new DockerConnectionException(
                    ConnectionProblem.NoAnswer,
                    string.Create(CultureInfo.InvariantCulture, $"The Docker engine at {address} took a connection and did not answer the TLS handshake within {allowed.TotalSeconds:0.#} s; does the engine or its machine hang?"),
                    exception),
                AuthenticationException or IOException => trouble.InHandshake(exception, heard.First),
                _ => exception,
            };
        }
    }
}
