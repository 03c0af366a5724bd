using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>The fields of lifecycle checks, kind by kind.</summary>
internal static class CheckFields
{
    private static readonly Field MaxWait = new("max_wait", "number of seconds", Kinds.Number, "How long to go on trying.");

    private static readonly Field Interval = new("interval", "number of seconds", Kinds.Number, "The pause between two tries.");

    private static readonly Field StableFor = new("stable_for", "number of seconds", Kinds.NumberOrZero, "How long the check must go on passing.");

    public static FieldTable Tcp { get; } = new(
        "a mapping such as {type: tcp, port: http}",
        Type("tcp"),
        new("port", "port name", Kinds.Text, "The name of a port of the instance."),
        MaxWait,
        Interval,
        StableFor);

    public static FieldTable Requests { get; } = new(
        "a mapping such as {headers: {Accept: text/plain}, timeout: 5}",
        new("verify", "truth or path", Kinds.Either(Kinds.Boolean, Kinds.Text), "Whether the server's certificate is verified, or the file of the authorities to verify it with."),
        new("cert", "path, or [certificate, key]", Kinds.TextOrList, "The client's certificate in PEM."),
        new("headers", "mapping of texts", Kinds.TextMap, "Headers of the request."),
        new("params", "mapping, or text", Kinds.Either(Kinds.Text, Kinds.MapOf(Kinds.TextOrList)), "What is added to the query."),
        new("data", "mapping, or text", Kinds.Either(Kinds.Text, Kinds.MapOf(Kinds.TextOrList)), "The body: the fields of a form, or a text as it is."),
        new("json", "anything", Kinds.Anything, "The body, as JSON."),
        new("cookies", "mapping of texts", Kinds.TextMap, "Cookies of the request."),
        new("auth", "[user, password]", Kinds.ListOf(Kinds.Text), "User and password for basic authentication."),
        new("timeout", "number of seconds, or [connect, read]", Kinds.OneOrMore(Kinds.Number), "How long one try may take; 10 by default."),
        new("allow_redirects", "true or false", Kinds.Boolean, "Whether redirections are followed; true by default."),
        new("proxies", "mapping of schemes to addresses", Kinds.TextMap, "The proxy for each scheme, or for all; none by default."));

    public static FieldTable Http { get; } = new(
        "a mapping such as {type: http, port: http, path: /health}",
        Type("http"),
        new("port", "port name or number", Kinds.Text, "The name of a port of the instance, or the number of a port of the host."),
        new("host", "name or address", Kinds.Text, "Where to ask; the ship by default."),
        new("path", "text", Kinds.Text, "Path and query; / by default."),
        new("scheme", "http or https", Kinds.OneOf("http", "https"), "How to ask; http by default."),
        new("method", "text", Kinds.Text, "The method; GET by default."),
        new("match_regex", "regular expression", Kinds.Text, "What the answer must match somewhere, whatever its status; without it the status must be 200."),
        new("requests_options", "mapping", Kinds.Section(() => Requests), "How the request is made."),
        MaxWait,
        Interval,
        StableFor);

    public static FieldTable Exec { get; } = new(
        "a mapping such as {type: exec, command: ./ready.sh}",
        Type("exec"),
        Command,
        OldCommand,
        Attempts,
        new("envfrom", "env or stdin", Kinds.OneOf("env", "stdin"), "How the command gets the container's variables: as its environment, or as JSON on standard input."),
        MaxWait,
        Interval,
        StableFor);

    public static FieldTable RemoteExec { get; } = new(
        "a mapping such as {type: rexec, command: redis-cli ping}",
        Type("rexec"),
        Command,
        OldCommand,
        Attempts,
        MaxWait,
        Interval,
        StableFor);

    public static FieldTable Sleep { get; } = new(
        "a mapping such as {type: sleep, wait: 5}",
        Type("sleep"),
        new("wait", "number of seconds", Kinds.NumberOrZero, "How long to wait."));

    public static FieldTable Health { get; } = new("a mapping such as {type: health}", Type("health"), MaxWait, Interval, StableFor);

    public static FieldTable Log { get; } = new(
        "a mapping such as {type: log, match_regex: 'ready to accept'}",
        Type("log"),
        new("match_regex", "regular expression", Kinds.Text, "What a line of the container's log must match somewhere."),
        new("times", "whole number", Kinds.Integer(1), "How many lines must match; 1 by default."),
        MaxWait);

    public static FieldTable Exit { get; } = new("a mapping such as {type: exit}", Type("exit"), MaxWait);

    private static Field Command => new("command", "text or list of words", Kinds.TextOrList, "The command; text is split as a shell would, without running one.");

    private static Field OldCommand => new("cmd", "text or list of words", Kinds.TextOrList, "Another name of command.");

    private static Field Attempts => new("attempts", "whole number", Kinds.Integer(1), "How often to try at most.");

    /// <summary>The types of check that make sense in a state.</summary>
    public static IReadOnlyList<string> TypesOf(LifecycleState state) => state switch
    {
        LifecycleState.Running => ["tcp", "http", "exec", "rexec", "sleep", "health", "log", "exit"],
        LifecycleState.PreStop => ["tcp", "http", "exec", "rexec", "sleep", "health", "log"],
        LifecycleState.Stopped => ["tcp", "http", "exec", "sleep", "log", "exit"],
        _ => ["tcp", "http", "exec", "sleep"],
    };

    /// <summary>The lists of checks that a state takes.</summary>
    public static ValueKind Lists(LifecycleState state)
        => Kinds.ListOf(Kinds.OneOfSections("type", [.. TypesOf(state).Select(t => (t, (Func<FieldTable>)(() => TableOf(t))))]));

    private static FieldTable TableOf(string type) => type switch
    {
        "tcp" => Tcp,
        "http" => Http,
        "exec" => Exec,
        "rexec" => RemoteExec,
        "sleep" => Sleep,
        "health" => Health,
        "log" => Log,
        _ => Exit,
    };

    private static Field Type(string type) => new("type", $"'{type}'", Kinds.OneOf(type), "The kind of check.");
}
