using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

public sealed partial class FakeDocker
{
    private Task RouteAsync(HttpContext http, RecordedRequest request)
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, parts) switch
        {
            ("GET" or "HEAD", ["_ping"]) => http.Response.WriteAsync("OK"),
            ("GET", ["version"]) => WriteAsync(http.Response, 200, new JsonObject { ["ApiVersion"] = ApiVersion, ["MinAPIVersion"] = MinApiVersion, ["Version"] = "20.10.24", ["Os"] = Platform.Split('/')[0], ["Arch"] = Platform.Split('/')[1] }),
            ("GET", ["events"]) => StreamEventsAsync(http, request),
            ("GET", ["containers", "json"]) => ListAsync(http, request),
            ("POST", ["containers", "create"]) => CreateAsync(http, request),
            ("GET", ["containers", var name, "json"]) => InspectAsync(http, name),
            ("GET", ["containers", var name, "logs"]) => StreamLogAsync(http, request, name),
            ("POST", ["containers", var name, "rename"]) => RenameAsync(http, request, name),
            ("POST", ["containers", var name, "start"]) => StartAsync(http, name),
            ("POST", ["containers", var name, "stop"]) => StopAsync(http, name),
            ("POST", ["containers", var name, "kill"]) => KillAsync(http, name),
            ("POST", ["containers", var name, "wait"]) => WaitAsync(http, request, name),
            ("POST", ["containers", var name, "exec"]) => CreateExecAsync(http, request, name),
            ("POST", ["exec", var id, "start"]) => StartExecAsync(http, id),
            ("GET", ["exec", var id, "json"]) => InspectExecAsync(http, id),
            ("POST", ["auth"]) => WriteAsync(http.Response, 200, new JsonObject { ["Status"] = "Login Succeeded", ["IdentityToken"] = string.Empty }),
            ("DELETE", ["containers", var name]) => RemoveAsync(http, request, name),
            ("GET", ["networks"]) => ListNetworksAsync(http),
            ("POST", ["networks", "create"]) => CreateNetworkAsync(http, request),
            ("POST", ["networks", var name, "connect"]) => ConnectNetworkAsync(request, name),
            ("DELETE", ["networks", var name]) => RemoveNetworkAsync(http, name),
            ("GET", ["volumes"]) => ListVolumesAsync(http, request),
            ("POST", ["volumes", "create"]) => CreateVolumeAsync(http, request),
            ("DELETE", ["volumes", var name]) => RemoveVolumeAsync(http, name),
            ("POST", ["images", "create"]) => PullAsync(http, request),
            ("POST", ["build"]) => BuildAsync(http, request),
            ("POST", ["images", "load"]) => LoadAsync(http, request),
            ("GET", ["images", .. var name, "get"]) => SaveAsync(http, string.Join('/', name)),
            ("POST", ["images", .. var name, "tag"]) => TagImageAsync(http, request, string.Join('/', name)),
            ("GET", ["images", .. var name, "json"]) => InspectImageAsync(http, string.Join('/', name)),
            ("GET", ["distribution", .. var name, "json"]) when ServesDistribution => ResolveDigestAsync(http, string.Join('/', name)),
            _ => throw new FakeRefusal(404, "page not found"),
        };
    }

    private Task ListAsync(HttpContext http, RecordedRequest request)
    {
        lock (_gate)
        {
            var wanted = _containers.Where(container => container.IsUp || request.Query.GetValueOrDefault("all") is "1" or "true").Reverse();
            return WriteAsync(http.Response, 200, new JsonArray([.. wanted.Select(ToSummary)]));
        }
    }

    private Task CreateAsync(HttpContext http, RecordedRequest request)
    {
        lock (_gate)
        {
            RefuseOtherPlatform(request);
            var container = Create(request.Query["name"], request.Body as JsonObject ?? throw new FakeRefusal(400, "config cannot be empty in order to create a container"));
            return WriteAsync(http.Response, 201, new JsonObject { ["Id"] = container.Id, ["Warnings"] = null });
        }
    }

    private void RefuseOtherPlatform(RecordedRequest request)
    {
        var image = (string?)request.Body?["Image"] ?? string.Empty;
        if (request.Query.GetValueOrDefault("platform") is { } wanted && FindImage(image) is { } found && found.Platform != wanted)
        {
            throw new FakeRefusal(404, $"image with reference {image} was found but does not match the specified platform: wanted {wanted}, actual: {found.Platform}");
        }
    }

    private Task InspectAsync(HttpContext http, string name)
    {
        lock (_gate)
        {
            var container = FindOrRefuse(name);
            container.ListedState = null;
            return WriteAsync(http.Response, 200, ToDetails(container));
        }
    }

    private async Task StartAsync(HttpContext http, string name)
    {
        StartScript? script;
        FakeContainer container;
        lock (_gate)
        {
            container = FindOrRefuse(name);
            script = _starts.GetValueOrDefault(container.Name);
        }

        await Task.Delay(script?.CallTakes ?? TimeSpan.Zero, http.RequestAborted);
        lock (_gate)
        {
            http.Response.StatusCode = Start(container, script) ? 204 : 304;
        }
    }

    private async Task StopAsync(HttpContext http, string name)
    {
        StopScript? script;
        FakeContainer container;
        lock (_gate)
        {
            container = FindOrRefuse(name);
            script = _stops.GetValueOrDefault(container.Name);
        }

        await Task.Delay(script?.CallTakes ?? TimeSpan.Zero, http.RequestAborted);
        lock (_gate)
        {
            if (script?.FailsNow() == true)
            {
                throw new FakeRefusal(script.FailureStatus, script.Failure!);
            }

            http.Response.StatusCode = Stop(container, script?.Code ?? 0) ? 204 : 304;
        }
    }

    private Task KillAsync(HttpContext http, string name)
    {
        const int KilledBySignal = 137;
        lock (_gate)
        {
            var container = FindOrRefuse(name);
            if (!container.IsUp)
            {
                throw new FakeRefusal(409, $"Cannot kill container: {name}: Container {container.Id} is not running");
            }

            End(container, KilledBySignal, byUser: true);
            http.Response.StatusCode = 204;
            return Task.CompletedTask;
        }
    }

    private async Task WaitAsync(HttpContext http, RecordedRequest request, string name)
    {
        FakeContainer container;
        lock (_gate)
        {
            container = FindOrRefuse(name);
        }

        http.Response.ContentType = "application/json";
        await http.Response.StartAsync(http.RequestAborted);
        var removed = request.Query.GetValueOrDefault("condition") == "removed";
        while (removed ? FindContainer(container.Id) is not null : container.IsUp)
        {
            await WaitForChangeAsync(http.RequestAborted);
        }

        await http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{{\"StatusCode\":{container.ExitCode}}}\n"), http.RequestAborted);
    }

    private Task RenameAsync(HttpContext http, RecordedRequest request, string name)
    {
        lock (_gate)
        {
            FindOrRefuse(name).Name = request.Query["name"];
            http.Response.StatusCode = 204;
            return Task.CompletedTask;
        }
    }

    private Task RemoveAsync(HttpContext http, RecordedRequest request, string name)
    {
        lock (_gate)
        {
            Remove(FindOrRefuse(name), force: request.Query.GetValueOrDefault("force") is "1" or "true");
            http.Response.StatusCode = 204;
            return Task.CompletedTask;
        }
    }

    /// <summary>With the line ends of the real engine, and sent at once.</summary>
    private static async Task WriteLineAsync(HttpContext http, JsonObject line)
    {
        await http.Response.WriteAsync(line.ToJsonString() + "\r\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static JsonObject ToRequest(string image, IReadOnlyDictionary<string, string> labels)
        => new() { ["Image"] = image, ["Labels"] = JsonSerializer.SerializeToNode(labels) };
}
