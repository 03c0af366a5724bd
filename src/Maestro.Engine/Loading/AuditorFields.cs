namespace Maestro.Engine.Loading;

/// <summary>The fields of auditors, type by type.</summary>
internal static class AuditorFields
{
    private static readonly Field[] Common =
    [
        new("type", "log, webhook, http, slack or exec", Kinds.OneOf("log", "webhook", "http", "slack", "exec"), "How it is told."),
        new("level", "info or debug", Kinds.OneOf("info", "debug"), "info: plays and errors; debug: every container as well."),
        new("events", "action, success, error, or a list of them", Kinds.OneOrMore(Kinds.OneOf("action", "success", "error")), "What is told: beginnings, ends, failures."),
        new("required", "true or false", Kinds.Boolean, "Whether the play fails when not everything could be told."),
        new("ignore_errors", "true or false", Kinds.Boolean, "The opposite of 'required'."),
        new("max_wait", "number of seconds", Kinds.Number, "How long a delivery that fails is tried again; 10 by default."),
    ];

    private static readonly Field Timeout = new("timeout", "number of seconds", Kinds.Number, "How long one call may take; 3 by default.");

    private static readonly Field[] Http =
    [
        new("endpoint", "address", Kinds.Text, "The address that is called."),
        new("payload", "anything", Kinds.Anything, "The JSON that is sent, with names such as {what} in its texts; all that is known by default."),
        new("headers", "mapping of headers", Kinds.TextMap, "HTTP headers."),
        new("method", "GET or POST", Kinds.OneOf("GET", "POST"), "The HTTP method; POST by default."),
        Timeout,
    ];

    private static readonly Dictionary<string, Field[]> OfTypes = new(StringComparer.Ordinal)
    {
        ["log"] = [new("file", "path", Kinds.Text, "The file that lines are appended to.")],
        ["webhook"] = Http,
        ["http"] = Http,
        ["slack"] =
        [
            new("webhook", "address", Kinds.Text, "The address of an incoming webhook."),
            new("channel", "text", Kinds.Text, "The channel that is written to."),
            new("token", "text", Kinds.Text, "The token of an application, instead of a webhook."),
            new("name", "text", Kinds.Text, "The name to write under."),
            new("icon", "address or emoji", Kinds.Text, "The picture to write with."),
            Timeout,
        ],
        ["exec"] =
        [
            new("script", "path", Kinds.Text, "The program that is run."),
            new("args", "text or list of words", Kinds.TextOrList, "Its arguments, with names such as {what}."),
        ],
    };

    /// <summary>The fields of auditors of all types.</summary>
    public static FieldTable All { get; } = new("a mapping such as {type: log, file: audit.log}", [.. Common, .. OfTypes.Values.SelectMany(f => f).DistinctBy(f => f.Name)]);

    public static IEnumerable<string> Types => OfTypes.Keys;

    /// <summary>The fields of auditors of one type; null for a type that is not known.</summary>
    public static FieldTable? Of(string type) => OfTypes.TryGetValue(type, out var fields) ? new FieldTable(All.Expected, [.. Common, .. fields]) : null;
}
