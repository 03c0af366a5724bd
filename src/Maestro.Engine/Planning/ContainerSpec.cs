using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The container that an instance should have: what the create call will say, in one normal form.</summary>
internal sealed record ContainerSpec
{
    public required string Name { get; init; }

    public required ImageReference Image { get; init; }

    public required string Hostname { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>By name, in ordinal order; a null value removes the image's variable.</summary>
    public required IReadOnlyDictionary<string, string?> Variables { get; init; }

    public required IReadOnlyList<PortMapping> Ports { get; init; }

    public required IReadOnlyList<VolumeBinding> Volumes { get; init; }

    public required RestartPolicy Restart { get; init; }

    /// <summary>SHA-256 over everything that makes the container what it is, whatever the order in which the file says it.</summary>
    /// <remarks>Only what differs from a default is written, so that new fields leave the hashes of old files alone.</remarks>
    public string Hash()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("image", Image.Full);
            json.WriteString("hostname", Hostname);
            WriteSequence(json, "command", Command);
            WriteSequence(json, "env", Variables.Select(v => v.Value is null ? v.Key : $"{v.Key}={v.Value}"));
            WriteSequence(json, "ports", Ports.Select(Describe).Order(StringComparer.Ordinal));
            WriteSequence(json, "volumes", Volumes.Select(v => $"{v.Source}:{v.Target}:{v.Mode}").Order(StringComparer.Ordinal));
            WriteSequence(json, "restart", Restart == RestartPolicy.No ? [] : [$"{Restart.Kind}:{Restart.MaximumRetryCount}"]);
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.ToArray()));
    }

    private static string Describe(PortMapping port)
        => new StringBuilder().Append(port.Exposed).Append('/').Append(port.Protocol).Append(':')
            .Append(port.ExternalAddress).Append(':').Append(port.External.IsChosen ? "auto" : port.External.ToString())
            .ToString();

    private static void WriteSequence(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        List<string> all = [.. items];
        if (all.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        all.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }
}
