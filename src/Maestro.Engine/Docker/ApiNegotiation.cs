using System.Globalization;

namespace Maestro.Engine.Docker;

/// <summary>Agrees with the engine on an API version: once for all callers, again only after it failed.</summary>
internal sealed class ApiNegotiation : IDisposable
{
    private const int Attempts = 4;

    /// <summary>A ping costs an engine nothing, so that one which does not answer it hangs. No other call has a time-out.</summary>
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly EngineRequest Ping = EngineRequest.Get("/_ping");

    private readonly EngineChannel _channel;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private Task<EngineVersion>? _agreement;

    public ApiNegotiation(EngineChannel channel, TimeProvider time)
    {
        _channel = channel;
        _time = time;
    }

    /// <summary>What is agreed. A caller that gives up does not take the answer from the others.</summary>
    public Task<EngineVersion> AgreeAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_agreement is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _agreement = Task.Run(() => NegotiateAsync(_closing.Token), _closing.Token);
            }

            return _agreement.WaitAsync(cancellation);
        }
    }

    /// <summary>The engine no longer keeps to what was agreed, as after an upgrade: the next call asks anew.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _agreement = null;
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task<EngineVersion> NegotiateAsync(CancellationToken cancellation)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AskAsync(cancellation).ConfigureAwait(false);
            }
            catch (DockerConnectionException exception) when (exception.Problem == ConnectionProblem.Lost && attempt < Attempts)
            {
                await Task.Delay(pause, _time, cancellation).ConfigureAwait(false);
                pause *= 2;
            }
            catch (DockerConnectionException exception) when (exception.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded })
            {
                throw new DockerConnectionException(
                    ConnectionProblem.Lost,
                    $"What listens at {_channel.Address} hangs up on every ping; is it a Docker engine, and does it perhaps expect TLS?",
                    exception);
            }
        }
    }

    private async Task<EngineVersion> AskAsync(CancellationToken cancellation)
    {
        await _channel.PrepareAsync(cancellation).ConfigureAwait(false);
        using var deadline = new CancellationTokenSource(PingTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            using var response = await _channel.SendAsync(Ping, version: null, streamed: false, either.Token).ConfigureAwait(false);
            return Choose(response);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new DockerConnectionException(
                ConnectionProblem.TimedOut,
                string.Create(CultureInfo.InvariantCulture, $"The Docker engine at {_channel.Address} took a connection and did not answer a ping within {PingTimeout.TotalSeconds} s; does it hang?"),
                exception);
        }
    }

    private EngineVersion Choose(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Api-Version", out var values) || !ApiVersion.TryParse(values.FirstOrDefault(), out var newest))
        {
            throw _channel.NotAnEngine(string.Create(
                CultureInfo.InvariantCulture, $"it answers a ping with HTTP {(int)response.StatusCode} and without an API version"));
        }

        if (newest < ApiVersion.Oldest)
        {
            throw new DockerConnectionException(
                ConnectionProblem.EngineVersion,
                $"The Docker engine at {_channel.Address} speaks API version {newest} at most, and at least {ApiVersion.Oldest} (Docker 19.03) is needed: upgrade the engine.");
        }

        var chosen = newest < ApiVersion.Newest ? newest : ApiVersion.Newest;
        var product = response.Headers.TryGetValues("Server", out var server) ? string.Join(' ', server) : null;
        return new EngineVersion(chosen.ToString(), newest.ToString(), product);
    }
}
