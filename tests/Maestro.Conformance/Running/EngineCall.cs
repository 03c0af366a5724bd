using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maestro.Testing;

namespace Maestro.Conformance.Running;

/// <summary>A call that changed something on a ship.</summary>
/// <param name="Operation">In the words of the golden data: create, start, stop, kill, restart, remove, pull, login, exec.</param>
internal sealed record EngineCall(string Ship, string Operation, RecordedRequest Request)
{
    private static readonly (string Method, string Path, string Operation)[] Changing =
    [
        ("POST", "/containers/create", "create"),
        ("POST", "/containers/*/start", "start"),
        ("POST", "/containers/*/stop", "stop"),
        ("POST", "/containers/*/restart", "restart"),
        ("POST", "/containers/*/kill", "kill"),
        ("DELETE", "/containers/*", "remove"),
        ("POST", "/images/create", "pull"),
        ("POST", "/auth", "login"),
        ("POST", "/containers/*/exec", "exec"),
    ];

    public bool IsAboutContainer => Operation is not ("pull" or "login");

    public string Container => Request.Container ?? string.Empty;

    public DateTimeOffset Begin => Request.Begin;

    public DateTimeOffset End => Request.End ?? Request.Begin;

    /// <summary>Null for calls that only read.</summary>
    public static EngineCall? Of(string ship, RecordedRequest request)
    {
        var found = Changing.FirstOrDefault(c => request.Matches(c.Method, c.Path));
        return found.Operation is null ? null : new EngineCall(ship, found.Operation, request);
    }

    /// <summary>The registry credentials that travel with a pull.</summary>
    public JsonObject? Credentials()
    {
        if (Request.RegistryAuth is not { Length: > 0 } header)
        {
            return null;
        }

        var base64 = header.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        return JsonNode.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='))) as JsonObject;
    }

    /// <summary>The call as a step of the golden data.</summary>
    public JsonObject ToStep()
    {
        var step = new JsonObject { ["op"] = Operation };
        switch (Operation)
        {
            case "stop":
                step["timeout"] = int.Parse(Request.Query.GetValueOrDefault("t", "-1"), CultureInfo.InvariantCulture);
                break;
            case "kill" when Request.Query.GetValueOrDefault("signal") is { Length: > 0 } signal and not ("KILL" or "SIGKILL"):
                step["signal"] = signal;
                break;
            case "exec":
                step["command"] = Request.Body?["Cmd"]?.DeepClone();
                break;
            default:
                break;
        }

        return step;
    }

    public override string ToString() => $"{Operation} {JsonSerializer.Serialize(Request.Query)} on {Ship}";
}
