using System.Collections.Frozen;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads lifecycle checks.</summary>
internal static class CheckBinder
{
    private const string Tcp = "tcp";

    private static readonly FrozenSet<string> Later = FrozenSet.Create(StringComparer.Ordinal, "http", "exec", "rexec", "sleep", "health", "log", "exit");

    public static IReadOnlyList<CheckDraft> Bind(BoundNode lifecycle)
    {
        if (Section.Open(lifecycle, FieldTables.Lifecycle, DiagnosticCodes.InvalidCheck)?["running"] is not { } running)
        {
            return [];
        }

        var checks = running.Items("a list of checks such as [{type: tcp, port: http}]", DiagnosticCodes.InvalidCheck) ?? [];
        return checks.Select(BindOne).OfType<CheckDraft>().ToList();
    }

    private static CheckDraft? BindOne(BoundNode check)
    {
        if (check.Node is not YamlMapping mapping)
        {
            check.Error(DiagnosticCodes.InvalidCheck, $"Expected {FieldTables.TcpCheck.Expected}; found {check.Describe()}.");
            return null;
        }

        if (mapping.Find("type") is not { Value: not YamlScalar { IsNull: true } } entry)
        {
            check.ErrorAtKey(DiagnosticCodes.InvalidCheck, $"The check lacks its 'type'; expected {FieldTables.TcpCheck.Expected}.");
            return null;
        }

        var type = check.Child(entry);
        return type.Text($"'{Tcp}'", DiagnosticCodes.InvalidCheck) switch
        {
            null => null,
            Tcp => BindTcp(check),
            var later when Later.Contains(later) => Refuse(type, DiagnosticCodes.FieldNotSupported, $"Checks of type '{later}' are not supported by this version; supported is '{Tcp}'."),
            var unknown => Refuse(type, DiagnosticCodes.InvalidCheck, $"'{unknown}' is no type of check{NearMiss.Hint(unknown, Later.Append(Tcp), $"; supported is '{Tcp}'.")}"),
        };
    }

    private static CheckDraft? BindTcp(BoundNode check)
    {
        if (Section.Open(check, FieldTables.TcpCheck) is not { } section)
        {
            return null;
        }

        var wait = section["max_wait"] is { } maxWait ? maxWait.Seconds("a number of seconds above 0") : CheckSpec.DefaultMaxWait;
        if (section["port"] is not { } port)
        {
            check.ErrorAtKey(DiagnosticCodes.InvalidCheck, "The check lacks its 'port', the name of a port of the instance.");
            return null;
        }

        return port.Text("the name of a port of the instance", DiagnosticCodes.InvalidCheck) is { } name && wait is { } limit
            ? new CheckDraft(new TcpCheckSpec(name) { MaxWait = limit, Location = check.Location }, port)
            : null;
    }

    private static CheckDraft? Refuse(BoundNode type, DiagnosticCode code, string message)
    {
        type.Error(code, message);
        return null;
    }
}
