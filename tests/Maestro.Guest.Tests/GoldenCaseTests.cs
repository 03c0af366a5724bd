using System.Text.Json;

namespace Maestro.Guest.Tests;

/// <summary>Calls with the results that the original orchestrator's guest functions gave.</summary>
public sealed class GoldenCaseTests
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "cases");

    public static TheoryData<string, string, int> Calls()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var folder in Directory.GetDirectories(Cases).Order(StringComparer.Ordinal))
        {
            foreach (var caller in Read(folder, "guest.json").EnumerateArray())
            {
                for (var index = 0; index < caller.GetProperty("calls").GetArrayLength(); index++)
                {
                    data.Add(Path.GetFileName(folder), caller.GetProperty("instance").GetString()!, index);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Answers_as_the_original_does(string name, string instance, int index)
    {
        var folder = Path.Combine(Cases, name);
        var variables = Read(folder, "env.json").GetProperty(instance).EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!);
        var call = Read(folder, "guest.json").EnumerateArray().Single(c => c.GetProperty("instance").GetString() == instance).GetProperty("calls")[index];
        var guest = new MaestroGuest(variables);

        if (call.TryGetProperty("error", out _))
        {
            Assert.Throws<MaestroEnvironmentException>(() => Invoke(guest, call));
        }
        else
        {
            Assert.Equal(call.GetProperty("result").GetRawText().Replace(" ", ""), JsonSerializer.Serialize(Invoke(guest, call)));
        }
    }

    [Fact]
    public void There_are_cases() => Assert.True(Calls().Count > 30);

    private static object Invoke(MaestroGuest guest, JsonElement call)
    {
        var arguments = call.GetProperty("args").EnumerateArray().ToArray();
        var named = call.GetProperty("named");
        string Text(int position) => arguments[position].GetString()!;
        int? Number(int position) => arguments.Length > position ? arguments[position].GetInt32() : null;
        return call.GetProperty("function").GetString() switch
        {
            "get_environment_name" => guest.GetEnvironmentName(),
            "get_service_name" => guest.GetServiceName(),
            "get_container_name" => guest.GetContainerName(),
            "get_container_host_address" => guest.GetContainerHostAddress(),
            "get_port" => guest.GetPort(Text(0), Number(1)),
            "get_specific_host" => guest.GetSpecificHost(Text(0), Text(1)),
            "get_specific_port" => guest.GetSpecificPort(Text(0), Text(1), Text(2), Number(3)),
            "get_specific_exposed_port" => guest.GetSpecificExposedPort(Text(0), Text(1), Text(2), Number(3)),
            "get_node_list" => guest.GetNodeList(
                Text(0),
                named.TryGetProperty("ports", out var ports) ? ports.EnumerateArray().Select(p => p.GetString()!).ToArray() : null,
                named.TryGetProperty("minimum", out var minimum) ? minimum.GetInt32() : 1),
            var function => throw new InvalidOperationException($"A case calls {function}."),
        };
    }

    private static JsonElement Read(string folder, string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file)));
        return document.RootElement.Clone();
    }
}
