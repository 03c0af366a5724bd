using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Maestro.Engine.Docker.Transport;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

/// <summary>Speaks the Docker Engine API. One for each engine, for any number of concurrent callers.</summary>
internal sealed partial class DockerClient : IDockerClient
{
    private readonly EngineChannel _channel;
    private readonly ApiNegotiation _negotiation;

    /// <param name="dialer">Opens connections to the engine.</param>
    /// <param name="time">The clock.</param>
    /// <param name="timeouts">How long the engine may keep its callers waiting.</param>
    /// <param name="pinned">The version of the API to speak; null to agree on one.</param>
    public DockerClient(IEngineDialer dialer, TimeProvider time, EngineTimeouts? timeouts = null, ApiVersion? pinned = null)
    {
        _channel = new EngineChannel(dialer, timeouts ?? EngineTimeouts.None, time);
        _negotiation = new ApiNegotiation(_channel, pinned, time);
    }

    public Task<EngineVersion> NegotiateAsync(CancellationToken cancellation) => _negotiation.AgreeAsync(cancellation);

    public string? Remark => _channel.Remark;

    public ValueTask DisposeAsync()
    {
        _negotiation.Dispose();
        return _channel.DisposeAsync();
    }

    private async Task RequireAsync(ApiVersion version, string what, CancellationToken cancellation)
    {
        var agreed = await _negotiation.AgreeAsync(cancellation).ConfigureAwait(false);
        if (ApiVersion.TryParse(agreed.ApiVersion, out var spoken) && spoken < version)
        {
            throw new DockerConnectionException(
                ConnectionProblem.EngineVersion,
                $"The Docker engine at {_channel.Address} is spoken to in API version {spoken}, and {what} needs {version}: {(_negotiation.IsPinned ? "leave 'api_version' out, or raise it" : "upgrade the engine")}.");
        }
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private async Task<HttpResponseMessage> SendAsync(EngineRequest request, CancellationToken cancellation, bool streamed = false)
    {
        var agreed = await _negotiation.AgreeAsync(cancellation).ConfigureAwait(false);
        return await _channel.SendAsync(request, agreed.ApiVersion, streamed, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a call whose answer is a stream, and makes sure that there is one.</summary>
    private async Task<HttpResponseMessage> OpenAsync(EngineRequest request, CancellationToken cancellation)
    {
        var response = await SendAsync(request, cancellation, streamed: true).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await RefusalAsync(request, response, cancellation).ConfigureAwait(false);
        }
    }

    /// <returns>Null for 404 where <paramref name="orNull"/> is set.</returns>
    private async Task<T?> ReadAsync<T>(EngineRequest request, JsonTypeInfo<T> type, CancellationToken cancellation, bool orNull = false)
        where T : class
    {
        using var response = await SendAsync(request, cancellation).ConfigureAwait(false);
        if (orNull && response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(request, response, cancellation).ConfigureAwait(false);
        }

        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellation).ConfigureAwait(false)
                ?? throw _channel.NotAnEngine($"it answers {request} with nothing");
        }
        catch (JsonException exception)
        {
            throw _channel.NotAnEngine($"it answers {request} with something that is not understood ({exception.Message})", exception);
        }
    }

    private async Task<Exception> RefusalAsync(EngineRequest request, HttpResponseMessage response, CancellationToken cancellation)
    {
        var message = await ErrorMessage.ReadAsync(response, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.BadRequest && IsAboutVersion(message))
        {
            return _negotiation.Refused(message);
        }

        return new DockerApiException(response.StatusCode, message, request.ToString());
    }

    private static bool IsAboutVersion(string message)
        => message.Contains("client version", StringComparison.OrdinalIgnoreCase)
            && (message.Contains("too old", StringComparison.Ordinal) || message.Contains("too new", StringComparison.Ordinal));
}
