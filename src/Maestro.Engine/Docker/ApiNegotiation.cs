namespace Maestro.Engine.Docker;

/// <summary>Agrees with the engine on an API version: once for all callers, again only after it failed.</summary>
internal sealed class ApiNegotiation : IDisposable
{
    private const int Attempts = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly EngineChannel _channel;
    private readonly ApiVersion? _pinned;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private Task<EngineVersion>? _agreement;

    /// <param name="channel">Leads to the engine.</param>
    /// <param name="pinned">The version that is spoken whatever the engine says; null to agree on one.</param>
    /// <param name="time">The clock.</param>
    public ApiNegotiation(EngineChannel channel, ApiVersion? pinned, TimeProvider time)
    {
        _channel = channel;
        _pinned = pinned;
        _time = time;
    }

    /// <summary>Whether the version is not a matter of agreement.</summary>
    public bool IsPinned => _pinned is not null;

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

    /// <summary>Explains why the engine refuses the version of a call. After an upgrade of the engine the next call asks anew.</summary>
    /// <param name="message">What the engine said.</param>
    public DockerConnectionException Refused(string message)
    {
        lock (_gate)
        {
            _agreement = null;
        }

        return new EngineVersions(_channel.Address).Refused(_pinned, message);
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
            catch (DockerConnectionException exception) when (exception.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse })
            {
                throw await _channel.StrangerAsync(exception, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<EngineVersion> AskAsync(CancellationToken cancellation)
    {
        using var response = await _channel.PingAsync(cancellation).ConfigureAwait(false);
        if (!response.Headers.TryGetValues("Api-Version", out var values) || !ApiVersion.TryParse(values.FirstOrDefault(), out var newest))
        {
            throw await _channel.StrangerAsync(response, cancellation).ConfigureAwait(false);
        }

        var chosen = new EngineVersions(_channel.Address).Choose(_pinned, newest);
        var product = response.Headers.TryGetValues("Server", out var server) ? string.Join(' ', server) : null;
        return new EngineVersion(chosen.ToString(), newest.ToString(), product);
    }
}
