using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Reporting;

/// <summary>Writes a loaded environment as JSON. The shape is described in <c>docs/cli.md</c>.</summary>
internal sealed class EnvironmentDump
{
    // Raised when a property goes or changes its meaning; new properties do not raise it.
    private const int Schema = 1;

    private readonly Utf8JsonWriter _json;
    private readonly MaestroEnvironment _environment;
    private readonly ContainerSpecs _containers;
    private readonly SecretMask _mask;

    private EnvironmentDump(Utf8JsonWriter json, MaestroEnvironment environment)
        => (_json, _environment, _containers, _mask) = (json, environment, new ContainerSpecs(environment), SecretMask.For(environment));

    /// <summary>The dump as text that ends in a line feed.</summary>
    public static string Write(MaestroEnvironment environment)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, DumpNodes.Layout))
        {
            new EnvironmentDump(json, environment).Write();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private void Write()
    {
        _json.WriteStartObject();
        _json.WriteNumber("schema", Schema);
        _json.WriteString("name", _environment.Name);
        _json.WriteString("file", _environment.File);
        WriteList("ships", _environment.Ships, DumpNodes.Of);
        WriteList("services", _environment.Services, DescribeService);
        WriteList("networks", _environment.Networks, DumpNodes.Of);
        WriteList("registries", _environment.Registries, DumpNodes.Of);
        WriteList("secrets", _environment.Secrets, DumpNodes.Of);
        WriteList("audit", _environment.Auditors, DumpNodes.Of);
        if (_environment.Origins.Count > 0)
        {
            WriteOrigins();
        }

        _json.WriteEndObject();
    }

    private JsonObject DescribeService(Service service)
    {
        var node = DumpNodes.Of(service with { Instances = [] });
        node["instances"] = new JsonArray([.. service.Instances.Select(DescribeInstance)]);
        return node;
    }

    // A port that Docker chooses is known only once its container runs, so variables that tell it are not there.
    private JsonObject DescribeInstance(Instance instance)
    {
        var node = DumpNodes.Of(instance);
        var variables = new JsonObject();
        foreach (var (name, value) in _containers.Of(instance, static (_, _) => null).Variables)
        {
            variables[name] = instance.Secrets.ContainsKey(name) ? SecretValue.Hidden : value;
        }

        node["environment"] = variables;
        return node;
    }

    private void WriteList<T>(string name, IReadOnlyList<T> items, Func<T, JsonObject> describe)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            Masked(describe(item))!.WriteTo(_json);
        }

        _json.WriteEndArray();
    }

    // A secret may stand in other values, too.
    private JsonNode? Masked(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject mapping when !_mask.IsEmpty:
                foreach (var (name, value) in mapping.ToList())
                {
                    mapping[name] = null;
                    mapping[name] = Masked(value);
                }

                return mapping;
            case JsonArray list when !_mask.IsEmpty:
                for (var i = 0; i < list.Count; i++)
                {
                    var item = list[i];
                    list[i] = null;
                    list[i] = Masked(item);
                }

                return list;
            case JsonValue value when value.TryGetValue<string>(out var text):
                return _mask.Mask(text);
            default:
                return node;
        }
    }

    private void WriteOrigins()
    {
        _json.WriteStartObject("origins");
        foreach (var origin in _environment.Origins)
        {
            _json.WriteStartObject(origin.Path);
            _json.WriteString("file", origin.Location.File);
            _json.WriteNumber("line", origin.Location.Line);
            _json.WriteNumber("column", origin.Location.Column);
            if (origin.Variables.Count > 0)
            {
                _json.WriteStartArray("variables");
                foreach (var variable in origin.Variables)
                {
                    _json.WriteStringValue(variable);
                }

                _json.WriteEndArray();
            }

            _json.WriteEndObject();
        }

        _json.WriteEndObject();
    }
}
