using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Maestro.Testing;

// Commands in containers: they say and exit with what the test has set.
public sealed partial class FakeDocker
{
    private readonly Dictionary<string, int> _execExits = [];
    private readonly Dictionary<string, string> _execs = [];
    private readonly Dictionary<string, string> _execOutputs = [];
    private readonly HashSet<string> _hangingExecs = [];

    /// <summary>What commands in the container of that name write.</summary>
    public void SetExecOutput(string container, string output)
    {
        lock (_gate)
        {
            _execOutputs[container] = output;
        }
    }

    /// <summary>Commands in the container of that name never end; those that kill others do.</summary>
    public void HangExecs(string container)
    {
        lock (_gate)
        {
            _hangingExecs.Add(container);
        }
    }

    private Task CreateExecAsync(HttpContext http, RecordedRequest request, string name)
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
            if (_hangingExecs.Contains(container.Name) && !request.Body!["Cmd"]!.ToJsonString().Contains("kill -9", StringComparison.Ordinal))
            {
                _hangingExecs.Add(id);
            }

            return WriteAsync(http.Response, 201, new JsonObject { ["Id"] = id });
        }
    }

    private async Task StartExecAsync(HttpContext http, string id)
    {
        var container = ContainerOfExec(id);
        http.Response.ContentType = "application/vnd.docker.raw-stream";
        http.Response.Headers.Connection = "close";
        await http.Response.StartAsync(http.RequestAborted);
        string? output;
        bool hangs;
        lock (_gate)
        {
            (output, hangs) = (_execOutputs.GetValueOrDefault(container), _hangingExecs.Contains(id));
        }

        if (output is not null)
        {
            await http.Response.Body.WriteAsync(ToBytes(new FakeLogLine(false, output, DateTimeOffset.UtcNow), timestamps: false, tty: false), http.RequestAborted);
        }

        if (hangs)
        {
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
        }
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
