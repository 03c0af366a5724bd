using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport;

/// <summary>Reaches an engine by a unix socket.</summary>
internal sealed class UnixSocketDialer : IEngineDialer
{
    private readonly string _path;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public UnixSocketDialer(string path, TimeSpan connectTimeout, TimeProvider time)
    {
        _path = path;
        _timeout = connectTimeout;
        _time = time;
        Address = $"unix://{path}";
    }

    public string Address { get; }

    public ValueTask<Stream> DialAsync(CancellationToken cancellation)
    {
        UnixDomainSocketEndPoint endPoint;
        try
        {
            endPoint = new UnixDomainSocketEndPoint(_path);
        }
        catch (ArgumentException exception)
        {
            throw Problem(ConnectionProblem.SocketMissing, "the path is too long for a unix socket.", exception);
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        return SocketDial.ConnectAsync(socket, endPoint, _timeout, _time, Explain, cancellation);
    }

    private DockerConnectionException Explain(Exception exception) => exception switch
    {
        TimeoutException => Problem(ConnectionProblem.TimedOut, "the socket does not accept connections; is the engine hanging?", exception),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => Problem(
            ConnectionProblem.PermissionDenied, "this user may not open the socket; join the group that owns it (often 'docker') or run as root.", exception),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Problem(
            ConnectionProblem.Refused, "the socket is there and nobody listens on it; has the engine stopped?", exception),
        SocketException when !File.Exists(_path) => Problem(
            ConnectionProblem.SocketMissing, "there is no such socket; is the Docker engine installed and running?", exception),
        _ => Problem(ConnectionProblem.Lost, $"the connection failed: {exception.Message}.", exception),
    };

    private DockerConnectionException Problem(ConnectionProblem problem, string what, Exception exception)
        => new(problem, $"The Docker engine at {Address} cannot be reached: {what}", exception);
}
