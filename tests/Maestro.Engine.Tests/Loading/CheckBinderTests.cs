using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public class CheckBinderTests
{
    public static TheoryData<int, string, string> Mistakes() => new()
    {
        { 311, "running: [§42]", "{type: tcp, port: http}|'42'" },
        { 311, "running: [§{port: a}]", "lacks its 'type'|'tcp', 'http', 'exec', 'rexec', 'sleep', 'health', 'log', 'exit'" },
        { 311, "stopped: [{type: §health}]", "makes no sense for 'stopped'|no container runs then" },
        { 311, "pre-stop: [{type: §exit}]", "makes no sense for 'pre-stop'|nothing has ended by then" },
        { 311, "pre-start: [{type: §rexec, command: a}]", "makes no sense for 'pre-start'|Possible are 'tcp', 'http', 'exec', 'sleep'" },
        { 311, "running: [§{type: http}]", "lacks its 'port'" },
        { 311, "running: [{type: http, port: §b}]", "'app-1'|there is no port 'b'; did you mean 'a'?" },
        { 311, "running: [{type: http, port: §u}]", "the port 'u' is udp" },
        { 311, "running: [{type: http, port: §70000}]", "above 65535" },
        { 311, "running: [{type: http, port: a, scheme: §ftp}]", "'http' or 'https'|'ftp'" },
        { 311, "running: [{type: http, port: a, method: §'G T'}]", "a method such as GET" },
        { 311, "running: [{type: http, port: a, match_regex: §'(unclosed'}]", "'(unclosed' is no regular expression" },
        { 311, "running: [{type: http, port: a, requests_options: {§stream: true}}]", "'stream' is no option of a request here|Valid are: verify, cert, headers, params" },
        { 311, "running: [{type: http, port: a, requests_options: {§verfy: true}}]", "did you mean 'verify'?" },
        { 311, "running: [{type: http, port: a, requests_options: §[a]}]", "found a list" },
        { 311, "running: [{type: http, port: a, requests_options: {auth: §secret-1}}]", "user and password" },
        { 311, "running: [{type: http, port: a, requests_options: {auth: §[secret-1]}}]", "user and password" },
        { 311, "running: [{type: http, port: a, requests_options: {cert: §[a, b, c]}}]", "certificate and key" },
        { 311, "running: [{type: http, port: a, requests_options: {headers: §[a]}}]", "a mapping of names to texts" },
        { 311, "running: [{type: http, port: a, requests_options: {data: x, §json: 1}}]", "exclude each other" },
        { 311, "running: [{type: http, port: a, requests_options: {proxies: {http: §proxy}}}]", "http://proxy:3128" },
        { 303, "running: [{type: http, port: a, requests_options: {timeout: §soon}}]", "a number of seconds above 0" },
        { 302, "running: [{type: http, port: a, requests_options: {allow_redirects: §perhaps}}]", "true or false" },
        { 311, "running: [§{type: exec}]", "services/app/instances/app-1/lifecycle/running/0|lacks its 'command'" },
        { 311, "running: [§{type: rexec, command: ''}]", "lacks its 'command'" },
        { 303, "running: [{type: exec, command: §'sh \"secret-1'}]", "never closed" },
        { 303, "running: [{type: exec, command: a, §cmd: b}]", "old name of 'command'" },
        { 303, "running: [{type: exec, command: a, attempts: §0}]", "1 or more" },
        { 311, "running: [{type: exec, command: a, envfrom: §file}]", "'env' or 'stdin'|'file'" },
        { 311, "running: [§{type: sleep}]", "lacks its 'wait'" },
        { 303, "running: [{type: sleep, wait: §-1}]", "0 or more" },
        { 303, "running: [{type: sleep, wait: §1e9}]", "found '1e9'" },
        { 303, "running: [{type: sleep, wait: §9000000}]", "no more than 45 days" },
        { 311, "running: [§{type: log}]", "lacks its 'match_regex'" },
        { 303, "running: [{type: log, match_regex: x, times: §0}]", "1 or more" },
        { 303, "running: [{type: health, max_wait: §0}]", "above 0" },
        { 303, "running: [{type: tcp, port: a, interval: §never}]", "above 0|'never'" },
        { 303, "running: [{type: exec, command: a, interval: §0}]", "above 0" },
        { 311, "running: [{type: exec, command: a, stable_for: §400}]", "cannot pass for 400 s within 'max_wait', which is 360 s" },
        { 311, "running: [{type: tcp, port: a, max_wait: 5, stable_for: §5}]", "cannot pass for 5 s within 'max_wait', which is 5 s" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Says_what_is_wrong_with_a_check_and_where(int code, string lifecycle, string fragments)
    {
        var mistake = Loaded.MistakeAtMark(Loaded.WithInstance($"ports: {{a: 1, u: 2/udp}}, lifecycle: {{{lifecycle}}}"));

        Assert.Equal(code, mistake.Code.Number);
        Assert.All(fragments.Split('|'), f => Assert.Contains(f, mistake.MessageWithPath, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{a: §x}", "{}")]
    [InlineData("{a: 80}", "{a: §x}")] // the port of the service is not what the instance means
    [InlineData("{a: 80}", "{a: {exposed: 80, external: §y}}")]
    public void A_port_that_is_none_is_one_mistake_and_its_check_is_none(string service, string instance)
    {
        var mistake = Loaded.MistakeAtMark($$"""
            __maestro: {schema: 2}
            name: demo
            ships:
              here: {ip: 10.0.0.1}
            services:
              app:
                image: app:1
                ports: {{service}}
                instances:
                  app-1:
                    ship: here
                    ports: {{instance}}
                    lifecycle:
                      running: [{type: tcp, port: a}]

            """);

        Assert.Equal(DiagnosticCodes.InvalidPort, mistake.Code);
    }

    [Theory]
    [InlineData("always")]
    [InlineData("unless-stopped")]
    public void A_container_that_is_always_brought_back_has_no_end_to_check(string restart)
    {
        var mistake = Loaded.MistakeAtMark(Loaded.WithInstance($"restart: {restart}, lifecycle: {{running: [§{{type: exit}}]}}"));

        Assert.Equal(DiagnosticCodes.InvalidCheck, mistake.Code);
        Assert.Contains("restart policy starts it again", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_state_is_told()
    {
        var warning = Assert.Single(Loaded.Environment(Loaded.WithInstance("lifecycle: {runing: [{type: sleep, wait: 1}]}")).Warnings);

        Assert.Equal(DiagnosticCodes.UnknownKey, warning.Code);
        Assert.Contains("did you mean 'running'?", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_the_checks_of_every_state_in_the_order_of_the_file()
    {
        var lifecycle = Loaded.Instance("""
            lifecycle: {pre-start: [{type: sleep, wait: 1}, {type: sleep, wait: 2}], running: [{type: exit}], pre-stop: [{type: sleep, wait: 3}], stopped: [{type: sleep, wait: 0}]}
            """.Trim()).Lifecycle;

        Assert.Equal(["sleep 1 s", "sleep 2 s"], lifecycle.Of(LifecycleState.PreStart).Select(c => c.Summary));
        Assert.Equal(["exit"], lifecycle.Of(LifecycleState.Running).Select(c => c.Summary));
        Assert.Equal(["sleep 3 s"], lifecycle.Of(LifecycleState.PreStop).Select(c => c.Summary));
        Assert.Equal(["sleep 0 s"], lifecycle.Of(LifecycleState.Stopped).Select(c => c.Summary));
        Assert.True(lifecycle.IsJob);
    }

    [Fact]
    public void Checks_of_a_service_come_first_in_every_state_and_those_of_an_instance_stay_its_own()
    {
        var environment = Loaded.Environment("""
            __maestro: {schema: 2}
            name: demo
            ships: {here: {ip: 10.0.0.1}}
            services:
              app:
                image: app:1
                lifecycle: {running: [{type: sleep, wait: 1}], stopped: [{type: sleep, wait: 5}]}
                instances:
                  one: {ship: here, lifecycle: {running: [{type: sleep, wait: 2}], pre-start: [{type: sleep, wait: 3}]}}
                  two: {ship: here}
            """);

        Assert.Equal(["sleep 1 s", "sleep 2 s"], environment.Instance("one").Lifecycle.Running.Select(c => c.Summary));
        Assert.Equal(["sleep 3 s"], environment.Instance("one").Lifecycle.PreStart.Select(c => c.Summary));
        Assert.Equal(["sleep 5 s"], environment.Instance("one").Lifecycle.Stopped.Select(c => c.Summary));
        Assert.Equal(["sleep 1 s"], environment.Instance("two").Lifecycle.Running.Select(c => c.Summary));
        Assert.Empty(environment.Instance("two").Lifecycle.PreStart);
    }

    [Fact]
    public void The_host_of_an_http_check_of_a_service_holds_for_all_its_instances()
    {
        var environment = Loaded.Environment("""
            __maestro: {schema: 2}
            name: demo
            ships: {here: {ip: 10.0.0.1}}
            services:
              app:
                image: app:1
                lifecycle: {running: [{type: http, port: 80, host: example.org}]}
                instances: {one: {ship: here}, two: {ship: here}}
            """);

        Assert.All(environment.Instances, i => Assert.Equal("example.org", Assert.IsType<HttpCheckSpec>(i.Lifecycle.Running.Single()).Host));
    }

    [Fact]
    public void Http_asks_with_GET_for_the_root_and_300_seconds_unless_told_otherwise()
    {
        var plain = Check<HttpCheckSpec>("{type: http, port: a}");
        var full = Check<HttpCheckSpec>("{type: http, port: 8080, host: h, path: health?x=1, scheme: https, method: head, match_regex: o., max_wait: 15, interval: 0.5, stable_for: 2}");

        Assert.Equal(("a", 0, "", "/", "http", "GET", "", 300), (plain.PortName, plain.PortNumber, plain.Host, plain.Path, plain.Scheme, plain.Method, plain.MatchRegex, plain.MaxWait.TotalSeconds));
        Assert.Equal(("", 8080, "h", "/health?x=1", "https", "HEAD", "o."), (full.PortName, full.PortNumber, full.Host, full.Path, full.Scheme, full.Method, full.MatchRegex));
        Assert.Equal((15, 0.5, 2), (full.MaxWait.TotalSeconds, full.Interval!.Value.TotalSeconds, full.StableFor.TotalSeconds));
        Assert.Equal("http 8080 /health", full.Summary);
    }

    [Fact]
    public void Reads_every_option_of_a_request()
    {
        var options = Check<HttpCheckSpec>("""
            {type: http, port: a, requests_options: {verify: ca.pem, cert: [c.pem, k.pem], headers: {Accept: x, X-N: 1}, params: {q: 'a b', n: [1, 2]}, data: {f: 'x&y'},
            cookies: {c: d}, auth: [me, pass], timeout: [1, 2.5], allow_redirects: no, proxies: {http: 'http://p:1'}}}
            """.ReplaceLineEndings(" ").Trim()).Request;

        Assert.Equal((true, Path.Combine(Loaded.Folder, "ca.pem")), (options.Verify, options.CertificateAuthorities));
        Assert.Equal((Path.Combine(Loaded.Folder, "c.pem"), Path.Combine(Loaded.Folder, "k.pem")), (options.ClientCertificate, options.ClientKey));
        Assert.Equal(("x", "1", "d"), (options.Headers["accept"], options.Headers["X-N"], options.Cookies["c"]));
        Assert.Equal(("q=a%20b&n=1&n=2", "f=x%26y", "application/x-www-form-urlencoded"), (options.Query, options.Body, options.ContentType));
        Assert.Equal(("me", "pass", 3.5, false, "http://p:1"), (options.User, options.Password, options.Timeout.TotalSeconds, options.AllowRedirects, options.Proxies["http"]));
    }

    [Theory]
    [InlineData("{json: {a: [1, 2.5, true, null, text, '5']}}", """{"a":[1,2.5,true,null,"text","5"]}""", "application/json")]
    [InlineData("{data: 'as it is'}", "as it is", "")]
    public void Reads_the_body_of_a_request(string options, string body, string type)
    {
        var request = Check<HttpCheckSpec>($"{{type: http, port: a, requests_options: {options}}}").Request;

        Assert.Equal((body, type), (request.Body, request.ContentType));
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public void Verifies_certificates_unless_told_not_to(string verify, bool expected)
        => Assert.Equal((expected, ""), Check<HttpCheckSpec>($"{{type: http, port: a, requests_options: {{verify: {verify}}}}}").Request is var r ? (r.Verify, r.CertificateAuthorities) : default);

    [Theory]
    [InlineData("command: \"sh -c 'a b'\"")]
    [InlineData("cmd: [sh, -c, a b]")]
    public void Takes_a_command_as_text_or_words_under_both_names(string field)
        => Assert.Equal(["sh", "-c", "a b"], Check<ExecCheckSpec>($"{{type: exec, {field}}}").Command);

    [Theory]
    [InlineData("", 180, 1.0, 360.0)]
    [InlineData(", attempts: 10", 10, 1.0, 300.0)]
    [InlineData(", attempts: 1000", 1000, 1.0, 2000.0)]
    [InlineData(", attempts: 10, interval: 60", 10, 60.0, 1200.0)]
    [InlineData(", max_wait: 20", null, 1.0, 20.0)]
    [InlineData(", max_wait: 20, attempts: 3", 3, 1.0, 20.0)]
    public void Commands_are_tried_180_times_a_second_apart_unless_told_otherwise(string fields, int? attempts, double interval, double maxWait)
    {
        foreach (var check in new CommandCheckSpec[] { Check<ExecCheckSpec>($"{{type: exec, command: a{fields}}}"), Check<RemoteExecCheckSpec>($"{{type: rexec, command: a{fields}}}") })
        {
            Assert.Equal((attempts, interval, maxWait), (check.Attempts, check.Interval!.Value.TotalSeconds, check.MaxWait.TotalSeconds));
        }
    }

    [Fact]
    public void A_summary_tells_no_arguments_of_a_command()
        => Assert.Equal("exec sh", Check<ExecCheckSpec>("{type: exec, command: 'sh -c secret'}").Summary);

    [Fact]
    public void Takes_the_groups_of_python_s_regular_expressions()
        => Assert.Equal(@"(?<a>x)\k<a>", Check<LogCheckSpec>("{type: log, match_regex: '(?P<a>x)(?P=a)', times: 2}").MatchRegex);

    private static T Check<T>(string check)
        where T : CheckSpec
        => Assert.IsType<T>(Loaded.Instance($"ports: {{a: 1}}, lifecycle: {{running: [{check}]}}").Lifecycle.Running.Single());
}
