using System.Text.Json.Nodes;
using Maestro.Engine.Model;

namespace Maestro.Conformance.Comparing;

/// <summary>Compares a lifecycle check with that of the golden data.</summary>
internal static class GoldenCheck
{
    public static bool IsSame(CheckSpec check, JsonObject expected, Instance instance, Ship ship) => check switch
    {
        TcpCheckSpec tcp => Is(expected, "tcp")
            && (string?)expected["host"] == ship.Address
            && (int?)expected["port"] == instance.Port(tcp.Port)?.External.First
            && Tolerances.SameTcpWait((double)expected["attempts"]!, tcp.MaxWait),
        HttpCheckSpec http => Is(expected, "http")
            && string.Equals((string?)expected["method"], http.Method, StringComparison.OrdinalIgnoreCase)
            && (string?)expected["url"] == UrlOf(http, instance, ship)
            && (double)expected["max_wait"]! == http.MaxWait.TotalSeconds
            && ((string?)expected["match_regex"] ?? string.Empty) == http.MatchRegex
            && (expected["requests_options"] is not JsonObject { Count: > 0 }) == ReferenceEquals(http.Request, RequestOptions.Default),
        ExecCheckSpec exec => Is(expected, "exec")
            && SameCommand(expected, exec)
            && (string?)expected["envfrom"] == (exec.EnvFrom == VariableSource.Stdin ? "stdin" : "env"),
        RemoteExecCheckSpec exec => Is(expected, "rexec") && SameCommand(expected, exec),
        SleepCheckSpec sleep => Is(expected, "sleep") && (double)expected["wait"]! == sleep.Wait.TotalSeconds,
        _ => false,
    };

    private static bool Is(JsonObject expected, string type) => (string?)expected["type"] == type;

    private static bool SameCommand(JsonObject expected, CommandCheckSpec check)
        => expected["command"]!.AsArray().Select(w => (string?)w).SequenceEqual(check.Command) && (int?)expected["attempts"] == check.Attempts;

    private static string UrlOf(HttpCheckSpec http, Instance instance, Ship ship)
    {
        var host = http.Host.Length > 0 ? http.Host : ship.Address;
        var port = http.PortNumber > 0 ? http.PortNumber : instance.Port(http.PortName)!.External.First;
        return $"{http.Scheme}://{host}:{port}{http.Path}";
    }
}
