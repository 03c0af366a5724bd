using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

/// <summary>Stands before the registry of a <see cref="RealFleet"/>, on this machine, so that a test can see and disturb what engines ask it.</summary>
public sealed partial class RegistryFront : IAsyncDisposable
{
    /// <summary>The engines take it without TLS.</summary>
    private const int Port = 5100;

    private readonly FleetRegistry _registry;
    private readonly IPAddress _host;
    private readonly HttpClient _http = new();
    private readonly Lock _lock = new();
    private readonly List<string> _requests = [];
    private readonly SemaphoreSlim _tagQuestions = new(1);
    private WebApplication? _server;
    private Func<Task>? _afterTag;

    public RegistryFront(RealFleet fleet, FleetRegistry registry)
    {
        (_registry, _host) = (registry, IPAddress.Parse(fleet.HostAddress));
        Address = $"{fleet.HostAddress}:{Port}";
    }

    /// <summary>Host and port; asks for no credentials.</summary>
    public string Address { get; }

    /// <summary>What engines have asked for, such as <c>HEAD /v2/fleet/web/manifests/1</c>.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Answers every request with 503.</summary>
    public bool Fails { get; set; }

    /// <summary>Does something once, when the first question for a tag has been answered by the registry, and before another one is.</summary>
    public void AfterFirstTag(Func<Task> action) => _afterTag = action;

    /// <summary>Before that, connections are refused.</summary>
    public async Task OpenAsync() => _server = await TestServer.StartAsync(options => options.Listen(_host, Port), AnswerAsync);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _http.Dispose();
        _tagQuestions.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        lock (_lock)
        {
            _requests.Add($"{http.Request.Method} {path}");
        }

        if (Fails)
        {
            http.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            return;
        }

        if (!Tag().IsMatch(path))
        {
            await ForwardAsync(http, path);
            return;
        }

        await _tagQuestions.WaitAsync(http.RequestAborted);
        try
        {
            await ForwardAsync(http, path);
        }
        finally
        {
            _tagQuestions.Release();
        }
    }

    private async Task ForwardAsync(HttpContext http, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), $"http://{_registry.AnonymousAddress}{path}{http.Request.QueryString}");
        request.Headers.TryAddWithoutValidation("Accept", http.Request.Headers.Accept.ToArray());
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        if (Tag().IsMatch(path) && Interlocked.Exchange(ref _afterTag, null) is { } action)
        {
            await action();
        }

        http.Response.StatusCode = (int)answer.StatusCode;
        Copy(answer.Headers, http.Response.Headers);
        Copy(answer.Content.Headers, http.Response.Headers);
        if (http.Request.Method != HttpMethod.Head.Method)
        {
            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }

    private static void Copy(HttpHeaders from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from.Where(h => h.Key is not ("Transfer-Encoding" or "Connection")))
        {
            to[name] = values.ToArray();
        }
    }

    [GeneratedRegex("/manifests/(?!sha256:)")]
    private static partial Regex Tag();
}
