using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

// Commands in containers: they say nothing and exit with what the test has set.
public sealed partial class FakeDocker
{
    private readonly Dictionary<string, int> _execExits = [];
    private readonly Dictionary<string, string> _execs = [];

    private Task CreateExecAsync(HttpContext http, string name)
    {
        lock (_gate)
        {
            var container = FindOrRefuse(name);
            if (!container.IsUp)
            {
                throw new FakeRefusal(409, $"Container {container.Id} is not running");
            }

            var id = NewId();
            _execs[id] = container.Name;
            return WriteAsync(http.Response, 201, new JsonObject { ["Id"] = id });
        }
    }

    private Task StartExecAsync(HttpContext http, string id)
    {
        ContainerOfExec(id);
        http.Response.ContentType = "application/vnd.docker.raw-stream";
        http.Response.Headers.Connection = "close";
        return http.Response.StartAsync(http.RequestAborted);
    }

    private Task InspectExecAsync(HttpContext http, string id)
        => WriteAsync(http.Response, 200, new JsonObject { ["ID"] = id, ["Running"] = false, ["ExitCode"] = ExecExit(ContainerOfExec(id)) });

    private string ContainerOfExec(string id)
    {
        lock (_gate)
        {
            return _execs.GetValueOrDefault(id) ?? throw new FakeRefusal(404, $"No such exec instance: {id}");
        }
    }

    private int ExecExit(string container)
    {
        lock (_gate)
        {
            return _execExits.GetValueOrDefault(container);
        }
    }

    /// <summary>Called with the gate held.</summary>
    private string? ContainerOf(string path, string? created) => path.Split('/') switch
    {
        [_, "containers", "create"] => created,
        [_, "containers", "json"] => null,
        [_, "containers", var name, ..] => Find(name)?.Name ?? name,
        [_, "exec", var id, ..] => _execs.GetValueOrDefault(id),
        _ => null,
    };
}
