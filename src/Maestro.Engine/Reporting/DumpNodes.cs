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
            new DumpConverter<ImageBuild>(build => WithType(build, "Build")),
            new DumpConverter<SecretValue>(_ => SecretValue.Hidden),
        },
    };

    public static JsonObject Of(Ship ship) => Node(ship);

    public static JsonObject Of(Service service) => Node(service);

    public static JsonObject Of(Instance instance) => Node(instance);

    public static JsonObject Of(Network network) => Node(network);

    public static JsonObject Of(Registry registry) => Node(registry);

    public static JsonObject Of(Secret secret) => Node(secret);

    public static JsonObject Of(AuditorSpec auditor) => WithType(auditor, nameof(AuditorSpec));

    private static JsonObject Of(CheckSpec check) => WithType(check, nameof(CheckSpec));

    // Its type first, as in the file: 'tcp' for TcpCheckSpec.
    private static JsonObject WithType(object value, string family)
    {
        var node = Node(value);
        var word = value is RemoteExecCheckSpec ? "rexec" : value.GetType().Name.Replace(family, string.Empty, StringComparison.Ordinal).ToLowerInvariant();
        node.Insert(0, "type", word);
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
            else if (property is { Name: "password", Get: { } get } && property.PropertyType == typeof(string))
            {
                property.Get = owner => get(owner) is string { Length: > 0 } ? SecretValue.Hidden : string.Empty;
            }
        }
    }
}
