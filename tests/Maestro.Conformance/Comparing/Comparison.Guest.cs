using System.Text.Json.Nodes;
using Maestro.Conformance.Cases;
using Maestro.Guest;

namespace Maestro.Conformance.Comparing;

// What a program in a container reads out of its variables.
internal sealed partial class Comparison
{
    private void CompareGuests()
    {
        foreach (var caller in _folder.GuestCallers)
        {
            // By definition the variables that the original set, so that each side of the contract is held apart.
            var variables = _folder.Expected.Instances![caller.Instance].Env
                .Where(v => v.Value is not null)
                .Select(v => KeyValuePair.Create(v.Key, v.Value!));
            var guest = new MaestroGuest(variables);
            foreach (var call in caller.Calls)
            {
                CompareGuest(caller.Instance, guest, call);
            }
        }
    }

    private void CompareGuest(string instance, MaestroGuest guest, GuestCall call)
    {
        var what = $"{call.Function}({string.Join(", ", call.Args.Select(a => a.ToJsonString()))}) in {instance}";
        try
        {
            var result = Call(guest, call);
            if (call.Error is not null || !JsonNode.DeepEquals(result, call.Result))
            {
                Differ(what, result, call.Error is null ? call.Result : "an error");
            }
        }
        catch (MaestroEnvironmentException exception) when (call.Error is not null)
        {
            _ = exception; // as it should; the wording is free
        }
        catch (MaestroEnvironmentException exception)
        {
            Differ(what, exception.Message, call.Result);
        }
    }

    private static JsonNode? Call(MaestroGuest guest, GuestCall call)
    {
        string Text(int position) => (string)call.Args[position]!;
        int? Number(int position) => call.Args.Count > position ? (int)call.Args[position] : null;
        return call.Function switch
        {
            "get_environment_name" => guest.GetEnvironmentName(),
            "get_service_name" => guest.GetServiceName(),
            "get_container_name" => guest.GetContainerName(),
            "get_container_host_address" => guest.GetContainerHostAddress(),
            "get_port" => guest.GetPort(Text(0), Number(1)),
            "get_specific_host" => guest.GetSpecificHost(Text(0), Text(1)),
            "get_specific_port" => guest.GetSpecificPort(Text(0), Text(1), Text(2), Number(3)),
            "get_specific_exposed_port" => guest.GetSpecificExposedPort(Text(0), Text(1), Text(2), Number(3)),
            "get_node_list" => Nodes(guest, call, Text(0)),
            var function => throw new InvalidDataException($"A case calls {function}, which the guest library does not have."),
        };
    }

    private static JsonArray Nodes(MaestroGuest guest, GuestCall call, string service)
    {
        var ports = (call.Named?["ports"] as JsonArray)?.Select(p => (string)p!);
        var nodes = guest.GetNodeList(service, ports, (int?)call.Named?["minimum"] ?? 1);
        return new JsonArray([.. nodes.Select(n => JsonValue.Create(n))]);
    }
}
