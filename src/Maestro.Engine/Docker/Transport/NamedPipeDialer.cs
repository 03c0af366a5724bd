using System.Globalization;
using System.IO.Pipes;
using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport;

/// <summary>Reaches an engine by a named pipe of Windows.</summary>
internal sealed class NamedPipeDialer : IEngineDialer
{
    private const string PipeFolder = "pipe";
    private const string ThisMachine = ".";

    /// <summary>A pipe that is busy is free again as soon as the engine has taken the call before.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _server;
    private readonly string _name;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <param name="path">Such as <c>//./pipe/docker_engine</c>.</param>
    /// <param name="connectTimeout">Longest time to wait until it is free.</param>
    /// <param name="time">The clock.</param>
    public NamedPipeDialer(string path, TimeSpan connectTimeout, TimeProvider time)
    {
        (_server, _name) = path.Replace('\\', '/').Split('/', 5) is ["", "", { Length: > 0 } server, PipeFolder, { Length: > 0 } name] ? (server, name) : (ThisMachine, string.Empty);
        (_timeout, _time) = (connectTimeout, time);
        Address = $"npipe://{path}";
    }

    public string Address { get; }

    public async ValueTask<Stream> DialAsync(CancellationToken cancellation)
    {
        if (_name.Length == 0)
        {
            throw Problem(ConnectionProblem.SocketMissing, "that is no pipe; one is written as npipe:////./pipe/docker_engine.");
        }

        var start = _time.GetTimestamp();
        while (true)
        {
            if (await TryConnectAsync(cancellation).ConfigureAwait(false) is { } pipe)
            {
                return pipe;
            }

            if (!Exists())
            {
                throw Problem(ConnectionProblem.SocketMissing, OperatingSystem.IsWindows()
                    ? "there is no such pipe; is Docker running?"
                    : "there is no such pipe. Named pipes are those of Windows; an engine on this machine listens at a unix:// socket.");
            }

            if (_time.GetElapsedTime(start) >= _timeout)
            {
                throw Problem(ConnectionProblem.TimedOut, string.Create(
                    CultureInfo.InvariantCulture, $"the pipe took no connection within {_timeout.TotalSeconds:0.#} s; is the engine hanging?"));
            }

            await Task.Delay(Pause, _time, cancellation).ConfigureAwait(false);
        }
    }

    /// <returns>Null when the pipe is not there, or busy: .NET makes no difference, and would wait for both.</returns>
    private async Task<NamedPipeClientStream?> TryConnectAsync(CancellationToken cancellation)
    {
        var pipe = new NamedPipeClientStream(_server, _name, PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(TimeSpan.Zero, cancellation).ConfigureAwait(false);
            return pipe;
        }
        catch (Exception exception)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            switch (exception)
            {
                case TimeoutException:
                    return null;
                case UnauthorizedAccessException or SocketException { SocketErrorCode: SocketError.AccessDenied }:
                    throw Problem(ConnectionProblem.PermissionDenied, "this user may not open the pipe; join the group 'docker-users', or run as an administrator.", exception);
                case IOException or SocketException or PlatformNotSupportedException:
                    throw Problem(ConnectionProblem.Lost, $"the connection failed: {exception.Message}", exception);
                default:
                    throw;
            }
        }
    }

    // Looked up in the list: to open a pipe in order to see it would take it from the next caller.
    private bool Exists()
    {
        if (_server != ThisMachine)
        {
            return true;
        }

        return OperatingSystem.IsWindows()
            ? Directory.EnumerateFiles(@"\\.\pipe\").Any(p => string.Equals(Path.GetFileName(p), Path.GetFileName(_name), StringComparison.OrdinalIgnoreCase))
            : File.Exists(Path.Combine(Path.GetTempPath(), $"CoreFxPipe_{_name}"));
    }

    private DockerConnectionException Problem(ConnectionProblem problem, string what, Exception? exception = null)
        => new(problem, $"The Docker engine at {Address} cannot be reached: {what}", exception);
}
