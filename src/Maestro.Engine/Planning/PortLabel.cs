using System.Text;
using System.Text.Json;

namespace Maestro.Engine.Planning;

/// <summary>The label that keeps the ports which were chosen for a copy's container: the first port of the ship for each named port, as JSON.</summary>
internal static class PortLabel
{
    public static string Write(IEnumerable<(string Port, int First)> ports)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (port, first) in ports)
            {
                json.WriteNumber(port, first);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>None when there is no such label, or it has been tampered with.</summary>
    public static IReadOnlyDictionary<string, int> Read(IReadOnlyDictionary<string, string> labels)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        if (!labels.TryGetValue(ContainerLabels.Ports, out var text))
        {
            return ports;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            foreach (var port in json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.EnumerateObject() : default)
            {
                if (port.Value.ValueKind == JsonValueKind.Number && port.Value.TryGetInt32(out var first) && first is > 0 and <= ushort.MaxValue)
                {
                    ports[port.Name] = first;
                }
            }
        }
        catch (JsonException)
        {
            ports.Clear();
        }

        return ports;
    }
}
