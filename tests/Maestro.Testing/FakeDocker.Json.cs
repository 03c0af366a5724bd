using System.Globalization;
using System.Text.Json.Nodes;

namespace Maestro.Testing;

public sealed partial class FakeDocker
{
    private const string Never = "0001-01-01T00:00:00Z";

    private JsonObject ToSummary(FakeContainer container) => new()
    {
        ["Id"] = container.Id,
        ["Names"] = new JsonArray($"/{container.Name}"),
        ["Image"] = FindImage(container.Image)?.Id == container.ImageId ? container.Image : container.ImageId,
        ["ImageID"] = container.ImageId,
        ["Labels"] = container.Request["Labels"]?.DeepClone() ?? new JsonObject(),
        ["State"] = container.ListedState ?? container.State,
        ["Status"] = container.State switch
        {
            "running" => "Up 1 second",
            "created" => "Created",
            var state => string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(state[0])}{state[1..]} ({container.ExitCode}) 1 second ago"),
        },
        ["NetworkSettings"] = new JsonObject { ["Networks"] = ToNetworks(container) },
        ["Ports"] = new JsonArray([.. container.Ports.Select(port => new JsonObject
        {
            ["IP"] = port.Address,
            ["PrivatePort"] = port.Exposed,
            ["PublicPort"] = port.External,
            ["Type"] = port.Protocol,
        })]),
    };

    private JsonObject ToDetails(FakeContainer container) => new()
    {
        ["Id"] = container.Id,
        ["Name"] = $"/{container.Name}",
        ["Image"] = container.ImageId,
        ["RestartCount"] = container.RestartCount,
        ["State"] = ToState(container),
        ["Config"] = new JsonObject
        {
            ["Image"] = container.Image,
            ["Tty"] = container.Tty,
            ["Labels"] = container.Request["Labels"]?.DeepClone() ?? new JsonObject(),
            ["Env"] = container.Request["Env"]?.DeepClone(),
        },
        ["HostConfig"] = container.Request["HostConfig"]?.DeepClone(),
        ["NetworkSettings"] = new JsonObject
        {
            ["Ports"] = ToPortMap(container),
            ["Networks"] = ToNetworks(container),
        },
        ["Mounts"] = new JsonArray([.. (container.Request["HostConfig"]?["Binds"] as JsonArray ?? []).Select(bind => ToMount((string)bind!))]),
    };

    private static JsonObject ToState(FakeContainer container)
    {
        var state = new JsonObject
        {
            ["Status"] = container.State,
            ["Running"] = container.IsUp || container.State == "restarting",
            ["Restarting"] = container.State == "restarting",
            ["OOMKilled"] = container.OutOfMemory,
            ["ExitCode"] = container.ExitCode,
            ["Error"] = container.Error,
            ["StartedAt"] = ToText(container.StartedAt),
            ["FinishedAt"] = ToText(container.FinishedAt),
        };
        if (container.Health is not null)
        {
            state["Health"] = new JsonObject { ["Status"] = container.Health, ["FailingStreak"] = 0, ["Log"] = new JsonArray(new JsonObject { ["ExitCode"] = 1, ["Output"] = container.HealthOutput }) };
        }

        return state;
    }

    private static JsonObject ToPortMap(FakeContainer container)
    {
        var map = new JsonObject();
        foreach (var group in container.Ports.GroupBy(port => port.Key))
        {
            map[group.Key] = new JsonArray([.. group.Select(port => new JsonObject
            {
                ["HostIp"] = port.Address,
                ["HostPort"] = port.External.ToString(CultureInfo.InvariantCulture),
            })]);
        }

        return map;
    }

    private static JsonObject ToMount(string bind)
    {
        var parts = bind.Split(':');
        var isBind = parts[0].StartsWith('/');
        return new JsonObject
        {
            ["Type"] = isBind ? "bind" : "volume",
            ["Name"] = isBind ? null : parts[0],
            ["Source"] = isBind ? parts[0] : $"/var/lib/docker/volumes/{parts[0]}/_data",
            ["Destination"] = parts[1],
            ["Mode"] = parts.Length > 2 ? parts[2] : string.Empty,
            ["RW"] = parts is not [_, _, "ro"],
        };
    }

    /// <summary>With the nine digits of the real engine.</summary>
    private static string ToText(DateTimeOffset? time)
        => time?.ToString("yyyy-MM-ddTHH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture) ?? Never;
}
