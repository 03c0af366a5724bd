using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Maestro.Engine.Docker.Transport;

/// <summary>Puts into words why TLS cannot be spoken to an engine.</summary>
internal sealed class TlsTrouble(string address, TlsMaterial material, TlsFindings findings, TimeProvider time)
{
    private static readonly string[] AboutTheClient =
    [
        "certificaterequired", "badcertificate", "unsupportedcertificate", "unsupportedcert", "certificaterevoked", "certificateexpired", "certificateunknown", "unknownca", "accessdenied",
    ];

    /// <summary>Why a handshake failed.</summary>
    /// <param name="first">What the other side has sent.</param>
    public DockerConnectionException InHandshake(Exception exception, ReadOnlySpan<byte> first)
    {
        if (DockerConnectionException.In(exception) is { } explained)
        {
            return explained;
        }

        if (findings.Verdict is var (problem, what))
        {
            return Problem(problem, what, exception);
        }

        return Greetings.Of(first) switch
        {
            Greeting.Nothing => Problem(ConnectionProblem.Lost, "it hangs up instead of an answer to the TLS handshake.", exception),
            Greeting.Http => Problem(
                ConnectionProblem.SpeaksNoTls, "it answers in plain HTTP, so that port speaks no TLS; correct the port (2376 is usual for TLS), or leave out 'tls' and 'tls_verify'.", exception),
            Greeting.Ssh => Problem(ConnectionProblem.NotADockerEngine, "an SSH server listens there; correct the port, or use 'ssh_tunnel'.", exception),
            Greeting.Other => Problem(ConnectionProblem.SpeaksNoTls, "what listens there speaks no TLS; is the port right? (2376 is usual for TLS.)", exception),
            _ => TlsAlert.In(exception) is { } alert ? Explain(alert, exception)
                : exception.GetBaseException() is SocketException ? Problem(ConnectionProblem.Lost, $"the connection broke during the TLS handshake: {exception.GetBaseException().Message}.", exception)
                : Problem(ConnectionProblem.TlsFailed, $"the TLS handshake failed: {exception.GetBaseException().Message}", exception),
        };
    }

    /// <summary>Why a connection ends with the first answer: only then does TLS 1.3 tell a client that its certificate does not do.</summary>
    /// <returns>Null when it has nothing to do with TLS.</returns>
    public DockerConnectionException? InFirstAnswer(Exception exception)
        => TlsAlert.In(exception) is { } alert ? Explain(alert, exception) : exception is EndOfStreamException ? HungUp(exception) : null;

    // Some hang up without a word on those whom they do not know.
    private DockerConnectionException HungUp(Exception exception)
        => material.Client is not { } client
            ? findings.WasAskedForCertificate ? Missing(exception) : Problem(ConnectionProblem.Lost, "it hangs up right after the TLS handshake.", exception)
            : ServerCertificateVerdict.OutOfDate(client, time.GetUtcNow()) is { } outOfDate ? OutOfDate(client, outOfDate, exception)
            : Problem(ConnectionProblem.Lost, $"it hangs up right after the TLS handshake; does it refuse the client's certificate '{client.Subject}' issued by '{client.Issuer}'?", exception);

    private DockerConnectionException Explain(TlsAlert alert, Exception exception)
    {
        var isAboutClient = AboutTheClient.Contains(alert.Key);
        if (material.Client is not { } client)
        {
            return isAboutClient || findings.WasAskedForCertificate ? Missing(exception) : Ended(alert, exception);
        }

        return !isAboutClient ? Ended(alert, exception)
            : ServerCertificateVerdict.OutOfDate(client, time.GetUtcNow()) is { } outOfDate ? OutOfDate(client, outOfDate, exception)
            : Problem(
                ConnectionProblem.ClientCertificateRefused,
                $"it refuses the client's certificate '{client.Subject}' issued by '{client.Issuer}' ({alert.Text}); is that the authority which the engine was told to trust (dockerd --tlscacert)?",
                exception);
    }

    private DockerConnectionException Missing(Exception exception) => Problem(
        ConnectionProblem.ClientCertificateMissing, "it wants to see a client's certificate, and none is given; name yours with 'tls_cert' and 'tls_key'.", exception);

    private DockerConnectionException OutOfDate(X509Certificate2 client, string outOfDate, Exception exception) => Problem(
        ConnectionProblem.ClientCertificateOutOfDate, $"it refuses the client's certificate '{client.Subject}', which {outOfDate}.", exception);

    private DockerConnectionException Ended(TlsAlert alert, Exception exception)
        => Problem(ConnectionProblem.TlsFailed, $"it ended the TLS handshake with the alert '{alert.Text}'.", exception);

    private DockerConnectionException Problem(ConnectionProblem problem, string what, Exception exception)
        => new(problem, $"TLS cannot be spoken to the Docker engine at {address}: {what}", exception);
}
