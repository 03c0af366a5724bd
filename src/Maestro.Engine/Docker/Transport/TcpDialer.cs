using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport;

/// <summary>Reaches an engine by plain TCP.</summary>
internal sealed class TcpDialer : IEngineDialer
{
    private readonly DnsEndPoint _endPoint;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public TcpDialer(string host, int port, TimeSpan connectTimeout, TimeProvider time)
    {
        _endPoint = new DnsEndPoint(host, port);
        _timeout = connectTimeout;
        _time = time;
        Address = string.Create(CultureInfo.InvariantCulture, $"tcp://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
    }

    public string Address { get; }

    public ValueTask<Stream> DialAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        return SocketDial.ConnectAsync(socket, _endPoint, _timeout, _time, Explain, cancellation);
    }

    private DockerConnectionException Explain(Exception exception) => exception switch
    {
        TimeoutException => Problem(
            ConnectionProblem.TimedOut,
            string.Create(CultureInfo.InvariantCulture, $"nothing answered within {_timeout.TotalSeconds:0.#} s; is the machine up, and may its firewall be passed?"),
            exception),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Problem(
            ConnectionProblem.Refused,
            $"the connection was refused; is a Docker daemon listening on port {_endPoint.Port} there (dockerd -H tcp://…)?",
            exception),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => Problem(
            ConnectionProblem.HostNameUnknown, $"the name '{_endPoint.Host}' cannot be resolved; is it spelled right?", exception),
        SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown } => Problem(
            ConnectionProblem.TimedOut, "the machine cannot be reached; is it up, and on a network that this one can reach?", exception),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => Problem(
            ConnectionProblem.PermissionDenied, "this machine does not let the connection out; is a firewall or sandbox in the way?", exception),
        _ => Problem(ConnectionProblem.Lost, $"the connection failed: {exception.Message}.", exception),
    };

    private DockerConnectionException Problem(ConnectionProblem problem, string what, Exception exception)
        => new(problem, $"The Docker engine at {Address} cannot be reached: {what}", exception);
}
