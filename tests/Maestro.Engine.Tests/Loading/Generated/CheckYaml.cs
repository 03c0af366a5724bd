using System.Text.Json.Nodes;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Says what lifecycle checks are.</summary>
internal sealed class CheckYaml(YamlChances chances)
{
    public YamlValue? Lifecycle(Lifecycle lifecycle)
    {
        var states = Enum.GetValues<LifecycleState>()
            .Select(s => (LifecycleStates.Word(s), lifecycle.Of(s).Count == 0 ? chances.Pick(null, new YamlList([])) : new YamlList([.. lifecycle.Of(s).Select(Check)])))
            .Select(s => (s.Item1, (YamlValue?)s.Item2));
        return chances.Optional([.. states.Where(s => s.Item2 is not null)]);
    }

    private YamlValue Check(CheckSpec check) => chances.Shuffled(check switch
    {
        TcpCheckSpec tcp => [("type", "tcp"), ("port", tcp.Port), .. Timing(check)],
        HttpCheckSpec http => [("type", "http"), .. Http(http), .. Timing(check)],
        ExecCheckSpec exec => [("type", "exec"), .. Command(exec), ("envfrom", chances.Unless(exec.EnvFrom == VariableSource.Env, exec.EnvFrom == VariableSource.Env ? "env" : "stdin"))],
        RemoteExecCheckSpec exec => [("type", "rexec"), .. Command(exec)],
        SleepCheckSpec sleep => [("type", "sleep"), ("wait", YamlChances.Text(sleep.Wait.TotalSeconds))],
        HealthCheckSpec => [("type", "health"), .. Timing(check)],
        LogCheckSpec log => [("type", "log"), ("match_regex", Regex(log.MatchRegex)), ("times", chances.Unless(log.Times == 1, log.Times)), ("max_wait", MaxWait(check, 300))],
        _ => [("type", "exit"), ("max_wait", MaxWait(check, 300))],
    });

    private (string Key, YamlValue? Value)[] Timing(CheckSpec check) =>
    [
        ("max_wait", MaxWait(check, 300)),
        ("interval", check.Interval is { } interval ? (YamlValue)YamlChances.Text(interval.TotalSeconds) : null),
        StableFor(check),
    ];

    private (string Key, YamlValue? Value)[] Command(CommandCheckSpec check)
    {
        var isUsual = check.Attempts is not null && check.MaxWait == GeneratedChecks.Enough(check.Attempts, check.Interval!.Value);
        var wait = isUsual && chances.Chance() ? null : MaxWait(check, 0);
        return
        [
            (chances.Pick("command", "cmd"), chances.Command(check.Command)),
            ("attempts", check.Attempts is not { } attempts ? null : wait is null ? chances.Unless(attempts == CommandCheckSpec.DefaultAttempts, attempts) : YamlChances.Number(attempts)),
            ("max_wait", wait),
            ("interval", chances.Seconds(check.Interval!.Value, 1)),
            StableFor(check),
        ];
    }

    private (string Key, YamlValue? Value)[] Http(HttpCheckSpec http) =>
    [
        ("port", http.PortName.Length > 0 ? http.PortName : YamlChances.Number(http.PortNumber)),
        ("host", http.Host.Length == 0 ? null : (YamlValue)http.Host),
        ("path", chances.Unless(http.Path == "/", http.Path.StartsWith("//", StringComparison.Ordinal) || chances.Chance() ? http.Path : http.Path[1..])),
        ("scheme", chances.Unless(http.Scheme == "http", chances.Pick(http.Scheme, http.Scheme.ToUpperInvariant()))),
        ("method", chances.Unless(http.Method == "GET", chances.Pick(http.Method, http.Method.ToLowerInvariant()))),
        ("match_regex", http.MatchRegex.Length == 0 ? null : (YamlValue)Regex(http.MatchRegex)),
        ("requests_options", Request(http.Request)),
    ];

    private YamlMap Request(RequestOptions request) => chances.Shuffled(
        ("verify", request.CertificateAuthorities.Length > 0 ? chances.File(request.CertificateAuthorities) : chances.Unless(request.Verify, request.Verify)),
        ("cert", Certificate(request)),
        ("headers", chances.Texts(request.Headers)),
        ("cookies", chances.Texts(request.Cookies)),
        ("params", chances.Unless(request.Query.Length == 0, Form(request.Query))),
        Body(request),
        ("auth", request.User is null ? null : YamlChances.List([request.User, request.Password])),
        ("timeout", chances.Unless(request.Timeout.TotalSeconds == 10, Timeout(request.Timeout.TotalSeconds))),
        ("allow_redirects", chances.Unless(request.AllowRedirects, request.AllowRedirects)),
        ("proxies", chances.Texts(request.Proxies)));

    private YamlValue? Certificate(RequestOptions request)
    {
        if (request.ClientKey.Length > 0)
        {
            return YamlChances.List([chances.File(request.ClientCertificate), chances.File(request.ClientKey)]);
        }

        return request.ClientCertificate.Length == 0 ? null : (YamlValue)chances.File(request.ClientCertificate);
    }

    private static (string Key, YamlValue? Value) Body(RequestOptions request) => request switch
    {
        { Body: null } => ("data", null),
        { ContentType: "" } => ("data", request.Body),
        { ContentType: "application/json" } => ("json", YamlChances.Json(JsonNode.Parse(request.Body))),
        _ => ("data", Fields(request.Body)),
    };

    private YamlValue Form(string text) => chances.Chance() ? text : Fields(text);

    private static YamlMap Fields(string text)
    {
        var fields = new List<(string Key, List<YamlValue> Values)>();
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')))
        {
            if (fields.Count == 0 || fields[^1].Key != pair[0])
            {
                fields.Add((pair[0], []));
            }

            fields[^1].Values.Add(Uri.UnescapeDataString(pair[1]));
        }

        return YamlChances.Map([.. fields.Select(f => (f.Key, (YamlValue?)(f.Values.Count == 1 ? f.Values[0] : new YamlList(f.Values))))]);
    }

    private YamlValue Timeout(double seconds) => chances.Chance() ? YamlChances.Text(seconds) : YamlChances.List([YamlChances.Text(seconds / 4), YamlChances.Text(seconds * 3 / 4)]);

    private YamlValue? MaxWait(CheckSpec check, double usual) => chances.Seconds(check.MaxWait, usual);

    private (string Key, YamlValue? Value) StableFor(CheckSpec check) => ("stable_for", chances.Seconds(check.StableFor, 0));

    // As Python writes the names of groups.
    private string Regex(string pattern) => chances.Chance() ? pattern.Replace("(?<n>", "(?P<n>", StringComparison.Ordinal) : pattern;
}
