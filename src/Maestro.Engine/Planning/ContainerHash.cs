using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The fingerprint of a container specification: what its label <c>maestro.hash</c> says.</summary>
/// <remarks>
/// Only what differs from a default is written, so that new fields leave the hashes of old files alone. What Docker keeps as a set is sorted.
/// </remarks>
internal static class ContainerHash
{
    public static string Of(ContainerSpec spec)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteBasics(json, spec);
            WriteSurroundings(json, spec);
            WriteRights(json, spec);
            WriteRuntime(json, spec);
            WriteNetworks(json, spec);
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.ToArray()));
    }

    private static void WriteBasics(Utf8JsonWriter json, ContainerSpec spec)
    {
        json.WriteString("image", spec.Image.Full);
        Write(json, "sources", spec.Sources);
        Write(json, "hostname", spec.Hostname);
        WriteList(json, "command", spec.Command);
        WriteList(json, "env", spec.Variables.Select(v => Variable(spec, v.Key, v.Value)));
        Write(json, "neighbours", spec.Neighbours);
        WriteSet(json, "ports", spec.Ports.Select(Describe).Distinct());
        WriteSet(json, "volumes", spec.Volumes.Select(v => $"{v.Source}:{v.Target}:{v.Mode}"));
        WriteList(json, "restart", spec.Restart == RestartPolicy.No ? [] : [$"{spec.Restart.Kind}:{spec.Restart.MaximumRetryCount}"]);
    }

    private static void WriteSurroundings(Utf8JsonWriter json, ContainerSpec spec)
    {
        WriteSet(json, "container_volumes", spec.ContainerVolumes);
        WriteList(json, "volumes_from", spec.VolumesFrom);
        WriteSet(json, "links", spec.Links.Select(l => $"{l.Instance}:{l.Alias}"));
        Write(json, "net", spec.Network.Text);
        WriteList(json, "dns", spec.Dns);
        WriteSet(json, "extra_hosts", spec.ExtraHosts.Select(h => $"{h.Name}:{h.Address}"));
        WriteSet(json, "labels", spec.Labels.Select(l => $"{l.Key}={l.Value}"));
        WriteList(json, "log", spec.Log.Driver.Length == 0 ? [] : [spec.Log.Driver, .. spec.Log.Options.Select(o => $"{o.Key}={o.Value}").Order(StringComparer.Ordinal)]);
    }

    private static void WriteRights(Utf8JsonWriter json, ContainerSpec spec)
    {
        Write(json, "user", spec.User);
        Write(json, "workdir", spec.WorkingDirectory);
        Write(json, "privileged", spec.Privileged ? "true" : string.Empty);
        WriteSet(json, "cap_add", spec.CapAdd);
        WriteSet(json, "cap_drop", spec.CapDrop);
        WriteSet(json, "security_opt", spec.SecurityOptions);
        WriteLimit(json, "memory", spec.Limits.Memory);
        WriteLimit(json, "memory_swap", spec.Limits.MemorySwap);
        WriteLimit(json, "cpu", spec.Limits.CpuShares);
        WriteSet(json, "ulimits", spec.Ulimits.Select(u => string.Create(CultureInfo.InvariantCulture, $"{u.Name}={u.Soft}:{u.Hard}")));
    }

    private static void WriteRuntime(Utf8JsonWriter json, ContainerSpec spec)
    {
        WriteList(json, "entrypoint", spec.Entrypoint);
        WriteList(json, "healthcheck", spec.HealthCheck.Test);
        WriteList(json, "healthcheck_times", spec.HealthCheck.IsDefault ? [] : Times(spec.HealthCheck));
        Write(json, "init", spec.Init switch { true => "true", false => "false", null => string.Empty });
        WriteSet(json, "tmpfs", spec.Tmpfs.Select(t => $"{t.Path}:{t.Options}"));
        WriteLimit(json, "shm_size", spec.ShmSize);
        Write(json, "platform", spec.Platform);
    }

    private static IEnumerable<string> Times(HealthCheck check)
        => new[] { check.Interval.Ticks, check.Timeout.Ticks, check.StartPeriod.Ticks, check.StartInterval.Ticks, check.Retries }
            .Select(t => t.ToString(CultureInfo.InvariantCulture));

    private static void WriteNetworks(Utf8JsonWriter json, ContainerSpec spec)
        => WriteList(json, "networks", spec.Networks.Select(n => $"{n.Network}:{n.Ipv4Address}:{n.Ipv6Address}:{string.Join(',', n.Aliases.Order(StringComparer.Ordinal))}"));

    private static string Variable(ContainerSpec spec, string name, string? value)
        => spec.SecretDigests.TryGetValue(name, out var digest) ? $"{name}=secret:{digest}" : value is null ? name : $"{name}={value}";
    private static string Describe(PortMapping port)
        => new StringBuilder().Append(port.Exposed).Append('/').Append(port.Protocol).Append(':')
            .Append(port.ExternalAddress).Append(':').Append(port.External.IsChosen ? "auto" : port.External.ToString())
            .ToString();

    private static void Write(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteLimit(Utf8JsonWriter json, string name, long value)
    {
        if (value != 0)
        {
            json.WriteNumber(name, value);
        }
    }

    private static void WriteSet(Utf8JsonWriter json, string name, IEnumerable<string> items) => WriteList(json, name, items.Order(StringComparer.Ordinal));

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> items)
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
