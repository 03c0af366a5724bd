using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Reporting;

/// <summary>How the model becomes JSON: the names of the file, and values as the file would write them.</summary>
/// <remarks>
/// Properties come in the order of their declaration, so a new property of the model is dumped without a word here. A kind of
/// check is named at <see cref="DumpJson"/> too. A type whose values must not be shown gets a converter that masks them.
/// </remarks>
internal static class DumpNodes
{
    /// <summary>The way to write: indented, with characters as they are.</summary>
    public static JsonWriterOptions Layout { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonSerializerOptions Rules { get; } = new(DumpJson.Default.Options)
    {
        TypeInfoResolver = DumpJson.Default.WithAddedModifier(LeaveOut),
        Converters =
        {
            new JsonStringEnumConverter<RestartKind>(JsonNamingPolicy.KebabCaseLower),
            new DumpConverter<ImageReference>(image => image.Text),
            new DumpConverter<EngineEndpoint>(endpoint => endpoint.ToString()!),
            new DumpConverter<NetworkMode>(network => network.Text),
            new DumpConverter<TimeSpan>(time => time.TotalSeconds),
            new DumpConverter<PortRange>(range => range.IsChosen ? "auto" : range.IsSingle ? range.First : range.ToString()),
            new DumpConverter<CheckSpec>(Of),
        },
    };

    public static JsonObject Of(Ship ship) => Node(ship);

    public static JsonObject Of(Service service) => Node(service);

    public static JsonObject Of(Instance instance) => Node(instance);

    // Its type first, as in the file: 'tcp' for TcpCheckSpec.
    private static JsonObject Of(CheckSpec check)
    {
        var node = Node(check);
        node.Insert(0, "type", check.GetType().Name.Replace(nameof(CheckSpec), string.Empty, StringComparison.Ordinal).ToLowerInvariant());
        return node;
    }

    private static JsonObject Node(object value) => (JsonObject)JsonSerializer.SerializeToNode(value, Rules.GetTypeInfo(value.GetType()))!;

    // Places are told by the origins, and a summary says nothing that the properties do not.
    private static void LeaveOut(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            if (property.PropertyType == typeof(SourceLocation) || property.Name == "summary")
            {
                type.Properties.RemoveAt(i);
            }
        }
    }
}
