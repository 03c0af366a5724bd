using System.Net;
using Maestro.Engine.Docker.Transport;

namespace Maestro.Engine.Docker;

/// <summary>Pooled HTTP connections to one engine. Knows how a connection can fail, and nothing about what is said over it.</summary>
internal sealed partial class EngineChannel : IAsyncDisposable
{
    /// <summary>The answers that are read whole are lists and details; thousands of containers stay far below it.</summary>
    private const int LargestAnswer = 256 * 1024 * 1024;

    /// <summary>An engine never closes an idle connection by itself; tunnels and proxies in between do, most after some minutes.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http;
    private readonly IEngineDialer _dialer;

    public EngineChannel(IEngineDialer dialer)
    {
        _dialer = dialer;
        Address = dialer.Address;
        _http = new HttpClient(CreateHandler(dialer)) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
    }

    public string Address { get; }

    public string? Remark => _dialer.Remark;

    /// <summary>Does what has to be done once before the first connection, which no time-out of a call should cut short.</summary>
    /// <exception cref="DockerConnectionException">Nothing answers there.</exception>
    public ValueTask PrepareAsync(CancellationToken cancellation) => _dialer.PrepareAsync(cancellation);

    /// <param name="streamed">Whether the answer's body is still to come when the task completes; else it has been read.</param>
    /// <exception cref="DockerConnectionException">No whole answer came back.</exception>
    public async Task<HttpResponseMessage> SendAsync(EngineRequest request, string? version, bool streamed, CancellationToken cancellation)
    {
        try
        {
            return await SendOnceAsync(request, version, streamed, cancellation).ConfigureAwait(false);
        }
        catch (DockerConnectionException exception) when (exception.Problem == ConnectionProblem.Lost && request.IsSafe)
        {
            // Most likely a pooled connection that the engine has dropped since, for instance because it was restarted. Changes are left to the
            // handler, which sends again only what has no body and of whose answer not a byte has come: a start or stop that was "already so"
            // says so, and a create, which has a body, is never sent twice.
            return await SendOnceAsync(request, version, streamed, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What a failure of the transport means, in the middle of <paramref name="doing"/>.</summary>
    public DockerConnectionException Explain(Exception exception, string doing) => exception switch
    {
        _ when DockerConnectionException.In(exception) is { } explained => new(explained.Problem, explained.Message, exception),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => NotAnEngine("what it sends is no HTTP", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => NotAnEngine("its answer has no end", exception),
        _ => new(ConnectionProblem.Lost, $"The connection to the Docker engine at {Address} broke during {doing}: {Innermost(exception)}", exception),
    };

    public DockerConnectionException NotAnEngine(string why, Exception? exception = null)
        => new(ConnectionProblem.NotADockerEngine, $"What listens at {Address} is not a Docker engine: {why}. Are host and port right?", exception);

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _dialer.DisposeAsync();
    }

    private static SocketsHttpHandler CreateHandler(IEngineDialer dialer) => new()
    {
        ConnectCallback = (_, cancellation) => dialer.DialAsync(cancellation),
        MaxConnectionsPerServer = int.MaxValue, // event and log streams hold theirs for long, and no call may wait for them
        PooledConnectionIdleTimeout = IdleTimeout,
        MaxResponseDrainSize = 0, // a stream that is given up has no end to wait for
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
    };

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private async Task<HttpResponseMessage> SendOnceAsync(EngineRequest request, string? version, bool streamed, CancellationToken cancellation)
    {
        using var message = request.ToMessage(version);
        var completion = streamed ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
        try
        {
            return await _http.SendAsync(message, completion, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw Explain(exception, request.ToString());
        }
    }
}
