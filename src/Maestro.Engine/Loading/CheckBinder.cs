using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads a lifecycle check by the binder of its type.</summary>
internal static class CheckBinder
{
    private static readonly Dictionary<string, (FieldTable Table, Func<Section, CheckDraft?> Bind)> Binders = new(StringComparer.Ordinal)
    {
        ["tcp"] = (CheckFields.Tcp, TcpCheckBinder.Bind),
        ["http"] = (CheckFields.Http, HttpCheckBinder.Bind),
        ["exec"] = (CheckFields.Exec, ExecCheckBinder.Bind),
        ["rexec"] = (CheckFields.RemoteExec, RemoteExecCheckBinder.Bind),
        ["sleep"] = (CheckFields.Sleep, SleepCheckBinder.Bind),
        ["health"] = (CheckFields.Health, HealthCheckBinder.Bind),
        ["log"] = (CheckFields.Log, LogCheckBinder.Bind),
        ["exit"] = (CheckFields.Exit, ExitCheckBinder.Bind),
    };

    public static CheckDraft? Bind(BoundNode check, LifecycleState state)
    {
        if (check.Node is not YamlMapping mapping)
        {
            check.Error(DiagnosticCodes.InvalidCheck, $"Expected {CheckFields.Tcp.Expected}; found {check.Describe()}.");
            return null;
        }

        if (mapping.Find("type") is not { Value: not YamlScalar { IsNull: true } } entry)
        {
            check.ErrorAtKey(DiagnosticCodes.InvalidCheck, $"The check lacks its 'type': one of {Listed(state)}.");
            return null;
        }

        var type = check.Child(entry);
        return type.Text($"one of {Listed(state)}", DiagnosticCodes.InvalidCheck) is { } word && Fits(type, word, state)
            && Section.Open(check, Binders[word].Table) is { } section
            ? Binders[word].Bind(section)
            : null;
    }

    private static bool Fits(BoundNode type, string word, LifecycleState state)
    {
        if (!Binders.ContainsKey(word))
        {
            type.Error(DiagnosticCodes.InvalidCheck, $"'{word}' is no type of check{NearMiss.Hint(word, Binders.Keys, $"; expected one of {Listed(state)}.")}");
            return false;
        }

        if (CheckFields.TypesOf(state).Contains(word))
        {
            return true;
        }

        var why = state == LifecycleState.PreStop ? "nothing has ended by then" : "no container runs then";
        type.Error(DiagnosticCodes.InvalidCheck, $"A check of type '{word}' makes no sense for '{LifecycleStates.Word(state)}': {why}. Possible are {Listed(state)}.");
        return false;
    }

    private static string Listed(LifecycleState state) => string.Join(", ", CheckFields.TypesOf(state).Select(t => $"'{t}'"));
}
