using System.Text.Json;
using System.Text.Json.Nodes;
using Maestro.Conformance.Cases;

namespace Maestro.Conformance.Comparing;

// What the create calls say.
internal sealed partial class Comparison
{
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["user"] = "null",
        ["workdir"] = "null",
        ["command"] = "null",
        ["hostname"] = "null",
        ["exposed_ports"] = "[]",
        ["port_bindings"] = "{}",
        ["binds"] = "[]",
        ["volumes_from"] = "[]",
        ["links"] = "[]",
        ["privileged"] = "false",
        ["cap_add"] = "[]",
        ["cap_drop"] = "[]",
        ["extra_hosts"] = "[]",
        ["dns"] = "[]",
        ["net"] = "null",
        ["restart"] = """{"name":"no","retries":0}""",
        ["memory"] = "null",
        ["memory_swap"] = "null",
        ["cpu_shares"] = "null",
        ["log"] = "null",
        ["security_opt"] = "[]",
        ["labels"] = "{}",
        ["ulimits"] = "[]",
    };

    private void CompareBodies()
    {
        foreach (var call in _run.Calls.Where(c => c.Operation == "create"))
        {
            if (_golden.Instances!.GetValueOrDefault(call.Container) is not { } expected)
            {
                Differ($"{call.Container} is created, and is no instance");
                continue;
            }

            if ((string?)expected.Ship != call.Ship)
            {
                Differ($"ship of {call.Container}", call.Ship, expected.Ship?.ToString());
            }

            CompareBody(call.Container, expected, new CreateBody((JsonObject)call.Request.Body!));
        }
    }

    private void CompareBody(string name, GoldenInstance expected, CreateBody body)
    {
        if (body.Image != expected.Image)
        {
            Differ($"{name}: image", body.Image, expected.Image);
        }

        CompareVariables(name, body.Variables(), expected.Env);
        var actual = body.Normalised();
        foreach (var (field, standard) in Defaults)
        {
            var wanted = expected.Body.TryGetValue(field, out var given) ? JsonNode.Parse(given.GetRawText()) : JsonNode.Parse(standard);
            if (!JsonNode.DeepEquals(wanted, actual[field]))
            {
                Differ($"{name}: {field}", actual[field], wanted);
            }
        }

        var volumes = Texts(expected, "volumes").ToHashSet();
        if (!Tolerances.SameVolumes(volumes, Texts(expected, "binds").Select(b => b.Split(':')[1]), body.Volumes()))
        {
            Differ($"{name}: volumes", body.Volumes(), volumes);
        }
    }

    private void CompareVariables(string name, IReadOnlyDictionary<string, string?> actual, IReadOnlyDictionary<string, string?> expected)
    {
        foreach (var variable in actual.Keys.Union(expected.Keys).Order(StringComparer.Ordinal))
        {
            if (!expected.TryGetValue(variable, out var wanted))
            {
                Differ($"{name}: env {variable}={actual[variable]} is not expected");
            }
            else if (!actual.TryGetValue(variable, out var value))
            {
                if (!Tolerances.MayBeMissing(wanted))
                {
                    Differ($"{name}: env {variable} is missing, expected '{wanted}'");
                }
            }
            else if (!Tolerances.SameValue(wanted, value))
            {
                Differ($"{name}: env {variable}", value, wanted);
            }
        }
    }

    private static IEnumerable<string> Texts(GoldenInstance instance, string field)
        => instance.Body.TryGetValue(field, out var items) ? items.EnumerateArray().Select(i => i.GetString()!) : [];
}
