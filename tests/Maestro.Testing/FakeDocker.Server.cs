using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Maestro.Testing;

public sealed partial class FakeDocker
{
    private readonly List<RecordedRequest> _requests = [];
    private readonly List<RouteRule> _rules = [];
    private readonly HashSet<ConnectionContext> _connections = [];
    private WebApplication? _server;

    /// <summary>Holds back all calls of one kind until the test lets them go.</summary>
    /// <param name="path">Without a version; <c>*</c> stands for one part.</param>
    public RouteGate Hold(string method, string path)
    {
        var gate = new RouteGate();
        AddRule(new RouteRule(method, path, Gate: gate));
        return gate;
    }

    /// <summary>Answers calls of one kind with a refusal.</summary>
    public void Refuse(string method, string path, int status, string message, int times = int.MaxValue)
        => AddRule(new RouteRule(method, path, Status: status, Message: message) { Times = times });

    /// <summary>Breaks the connection when a call of one kind arrives, instead of an answer.</summary>
    public void Break(string method, string path, int times = int.MaxValue) => AddRule(new RouteRule(method, path, Breaks: true) { Times = times });

    /// <summary>Breaks every open connection, busy or idle; new ones are accepted.</summary>
    public void DropConnections()
    {
        List<ConnectionContext> open;
        lock (_gate)
        {
            open = [.. _connections];
        }

        open.ForEach(connection => connection.Abort());
    }

    /// <summary>The engine is gone: connections break, new ones are refused. Containers stay as they are.</summary>
    public async Task KillAsync()
    {
        if (_server is null)
        {
            return;
        }

        var server = _server;
        _server = null;
        DropConnections();
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await server.StopAsync(atOnce.Token);
        DropConnections();
        await server.DisposeAsync();
    }

    /// <summary>The engine is back, at the same addresses.</summary>
    public Task ReviveAsync() => ListenAsync();

    private void AddRule(RouteRule rule)
    {
        lock (_gate)
        {
            _rules.Add(rule);
        }
    }

    private async Task ListenAsync()
    {
        File.Delete(SocketPath);
        _server = await TestServer.StartAsync(
            options =>
            {
                options.AllowSynchronousIO = false;
                options.Limits.MaxRequestBodySize = null;
                options.Limits.MinResponseDataRate = null;
                options.Limits.MinRequestBodyDataRate = null;
                options.ListenUnixSocket(SocketPath, Listen);
                options.Listen(_address, TcpPort, Listen);
            },
            HandleAsync);
        TcpPort = _server.Urls.Where(url => url.StartsWith($"http://{_address}:", StringComparison.Ordinal)).Select(url => new Uri(url).Port).Single();
    }

    private void Listen(ListenOptions options)
    {
        options.Protocols = HttpProtocols.Http1;
        options.Use(next => async connection =>
        {
            lock (_gate)
            {
                _connections.Add(connection);
            }

            try
            {
                await next(connection);
            }
            finally
            {
                lock (_gate)
                {
                    _connections.Remove(connection);
                }
            }
        });
    }

    private async Task HandleAsync(HttpContext http)
    {
        var request = await RecordAsync(http.Request);
        http.Response.Headers["Api-Version"] = ApiVersion;
        http.Response.Headers.Server = "Docker/20.10.24 (linux)";
        try
        {
            await AnswerAsync(http, request);
        }
        catch (FakeRefusal refusal)
        {
            await WriteAsync(http.Response, refusal.Status, new JsonObject { ["message"] = refusal.Message });
        }
        catch (OperationCanceledException)
        {
            http.Abort(); // the client has left
        }
        finally
        {
            lock (_gate)
            {
                request.End = DateTimeOffset.UtcNow;
                request.Status = http.Response.StatusCode;
            }
        }
    }

    private async Task AnswerAsync(HttpContext http, RecordedRequest request)
    {
        if (IsSomeWebServer)
        {
            http.Response.Headers.Remove("Api-Version");
            http.Response.Headers.Server = "web";
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<html><body><h1>It works!</h1></body></html>", http.RequestAborted);
            return;
        }

        foreach (var rule in TakeRules(request))
        {
            if (rule.Gate is not null)
            {
                await rule.Gate.PassAsync(http.RequestAborted);
            }
            else if (rule.Breaks)
            {
                http.Abort();
                return;
            }
            else
            {
                throw new FakeRefusal(rule.Status, rule.Message);
            }
        }

        CheckVersion(request.Version);
        await RouteAsync(http, request);
    }

    private List<RouteRule> TakeRules(RecordedRequest request)
    {
        lock (_gate)
        {
            return _rules.FindAll(rule => request.Matches(rule.Method, rule.Path) && rule.Times-- > 0);
        }
    }

    private void CheckVersion(string? version)
    {
        if (version is null)
        {
            return;
        }

        var asked = Version.Parse(version);
        if (asked > Version.Parse(ApiVersion))
        {
            throw new FakeRefusal(400, $"client version {version} is too new. Maximum supported API version is {ApiVersion}");
        }

        if (asked < Version.Parse(MinApiVersion))
        {
            throw new FakeRefusal(
                400, $"client version {version} is too old. Minimum supported API version is {MinApiVersion}, please upgrade your client to a newer version");
        }
    }

    private async Task<RecordedRequest> RecordAsync(HttpRequest request)
    {
        var body = request.ContentType == "application/json" ? await JsonNode.ParseAsync(request.Body) : null;
        var path = VersionPrefix().Match(request.Path.Value!);
        lock (_gate)
        {
            var recorded = new RecordedRequest
            {
                Order = _requests.Count + 1,
                Method = request.Method,
                Path = path.Groups["path"].Value,
                Version = path.Groups["version"] is { Success: true } version ? version.Value : null,
                Query = request.Query.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString()),
                Body = body,
                Container = ContainerOf(path.Groups["path"].Value, request.Query["name"]),
                RegistryAuth = request.Headers["X-Registry-Auth"].FirstOrDefault(),
                RegistryConfig = request.Headers["X-Registry-Config"].FirstOrDefault(),
                Host = request.Host.Value,
                Begin = DateTimeOffset.UtcNow,
            };
            _requests.Add(recorded);
            return recorded;
        }
    }

    private static async Task WriteAsync(HttpResponse response, int status, JsonNode? body)
    {
        response.StatusCode = status;
        if (body is null)
        {
            return;
        }

        response.ContentType = "application/json";
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }

    [GeneratedRegex(@"^(/v(?<version>\d+\.\d+))?(?<path>/.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex VersionPrefix();

    private sealed record RouteRule(string Method, string Path, RouteGate? Gate = null, bool Breaks = false, int Status = 0, string Message = "")
    {
        public int Times { get; set; } = int.MaxValue;
    }

    private sealed class FakeRefusal(int status, string message) : Exception(message)
    {
        public int Status => status;
    }
}
