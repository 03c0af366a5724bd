using System.Globalization;
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

    private static readonly HttpRequestOptionsKey<CallWatch> WatchKey = new("watch");
    private static readonly EngineRequest Ping = EngineRequest.Get("/_ping") with { Pace = CallPace.Ping };

    private readonly HttpClient _http;
    private readonly HttpClient _uploads;
    private readonly IEngineDialer _dialer;
    private readonly EngineTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly Pulse _pulse;

    public EngineChannel(IEngineDialer dialer, EngineTimeouts timeouts, TimeProvider time)
    {
        (_dialer, _timeouts, _time) = (dialer, timeouts, time);
        Address = dialer.Address;
        _http = new HttpClient(CreateHandler(dialer)) { Timeout = Timeout.InfiniteTimeSpan };
        _uploads = new HttpClient(CreateUploadHandler(dialer)) { Timeout = Timeout.InfiniteTimeSpan };
        _pulse = new Pulse(async () => (await PingAsync(_closing.Token).ConfigureAwait(false)).Dispose());
    }

    public string Address { get; }

    public string? Remark => _dialer.Remark;

    /// <exception cref="DockerConnectionException">Nothing answers there, or not in time.</exception>
    public Task<HttpResponseMessage> PingAsync(CancellationToken cancellation) => SendAsync(Ping, version: null, streamed: false, cancellation);

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

    /// <summary>What something is that answers a ping as no engine does.</summary>
    public async Task<DockerConnectionException> StrangerAsync(HttpResponseMessage pong, CancellationToken cancellation)
    {
        var text = await ErrorMessage.ReadAsync(pong, cancellation).ConfigureAwait(false);
        return text.Contains("HTTPS", StringComparison.Ordinal)
            ? ExpectsTls($"it says: {text}")
            : NotAnEngine(string.Create(CultureInfo.InvariantCulture, $"it answers a ping with HTTP {(int)pong.StatusCode} and without an API version"));
    }

    /// <summary>What something is that does not speak HTTP: the first thing that it says tells.</summary>
    /// <param name="trouble">How that came to light.</param>
    public async Task<DockerConnectionException> StrangerAsync(DockerConnectionException trouble, CancellationToken cancellation)
        => await new Stranger(_dialer, _timeouts.Ping, _time).GreetAsync(cancellation).ConfigureAwait(false) switch
        {
            Greeting.Tls => ExpectsTls("it answers with TLS", trouble),
            Greeting.Ssh => NotAnEngine("it is an SSH server, and 'ssh_tunnel' goes through one", trouble),
            Greeting.Nothing => new DockerConnectionException(
                ConnectionProblem.Lost, $"What listens at {Address} hangs up on every ping; is it a Docker engine, and does it perhaps expect TLS?", trouble),
            _ => trouble,
        };

    public DockerConnectionException NotAnEngine(string why, Exception? exception = null)
        => new(ConnectionProblem.NotADockerEngine, $"What listens at {Address} is not a Docker engine: {why}. Are host and port right?", exception);

    private DockerConnectionException ExpectsTls(string why, Exception? exception = null) => new(
        ConnectionProblem.ExpectsTls,
        $"What listens at {Address} wants to be spoken to in TLS ({why}); write 'tls: true' with 'tls_ca_cert', or correct the port (2375 is usual without TLS).",
        exception);

    public ValueTask DisposeAsync()
    {
        _closing.Cancel();
        _http.Dispose();
        _uploads.Dispose();
        _closing.Dispose();
        return _dialer.DisposeAsync();
    }

    private static SocketsHttpHandler CreateHandler(IEngineDialer dialer) => new()
    {
        ConnectCallback = (context, cancellation) => DialAsync(dialer, context.InitialRequestMessage, cancellation),
        MaxConnectionsPerServer = int.MaxValue, // event and log streams hold theirs for long, and no call may wait for them
        PooledConnectionIdleTimeout = IdleTimeout,
        MaxResponseDrainSize = 0, // a stream that is given up has no end to wait for
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
    };

    private static SocketsHttpHandler CreateUploadHandler(IEngineDialer dialer)
    {
        var handler = CreateHandler(dialer);
        handler.ConnectCallback = async (context, cancellation) => new EarlyAnswerStream(await DialAsync(dialer, context.InitialRequestMessage, cancellation).ConfigureAwait(false));
        handler.PooledConnectionLifetime = TimeSpan.Zero; // one connection for each
        return handler;
    }

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private async Task<HttpResponseMessage> SendOnceAsync(EngineRequest request, string? version, bool streamed, CancellationToken cancellation)
    {
        var watch = Watch(request);
        try
        {
            return await SendAsync(request, version, streamed, watch, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (watch.Failure is not null && !cancellation.IsCancellationRequested)
        {
            watch.Dispose();
            throw watch.Failure;
        }
        catch (HttpRequestException exception)
        {
            watch.Dispose();
            throw Explain(exception, request.ToString());
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(EngineRequest request, string? version, bool streamed, CallWatch watch, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(watch.Token, cancellation);
        using var message = request.ToMessage(version);
        message.Options.Set(WatchKey, watch);
        watch.Expect();
        var http = request.Upload is null ? _http : _uploads;
        var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        watch.Rest();
        try
        {
            var body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            response.Content = new StreamContent(new WatchedStream(body, watch));
            if (!streamed)
            {
                await response.Content.LoadIntoBufferAsync(LargestAnswer, either.Token).ConfigureAwait(false);
                watch.Dispose();
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private CallWatch Watch(EngineRequest request) => new(request, _timeouts, _pulse, Address, _time);

    private static async ValueTask<Stream> DialAsync(IEngineDialer dialer, HttpRequestMessage first, CancellationToken cancellation)
    {
        var watch = first.Options.TryGetValue(WatchKey, out var found) ? found : null;
        watch?.BeginDialing();
        try
        {
            return await dialer.DialAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            watch?.EndDialing();
        }
    }
}
