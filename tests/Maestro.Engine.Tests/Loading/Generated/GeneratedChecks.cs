using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Makes lifecycle checks up.</summary>
/// <param name="ports">The ports that can be checked.</param>
/// <param name="mayExit">Whether the container may be a job: nothing brings it back for ever.</param>
internal sealed class GeneratedChecks(Chances chances, IReadOnlyList<PortMapping> ports, bool mayExit)
{
    public Lifecycle Make() => new()
    {
        PreStart = chances.Many(1, () => Make("http", "exec", "sleep", "tcp")),
        Running = chances.Many(3, () => Make("tcp", "http", "exec", "rexec", "sleep", "health", "log", mayExit ? "exit" : "log")),
        PreStop = chances.Many(1, () => Make("tcp", "http", "exec", "rexec", "sleep", "health", "log")),
        Stopped = chances.Many(1, () => Make("tcp", "http", "exec", "sleep", "log", "exit")),
    };

    private CheckSpec Make(params string[] types) => chances.Pick(types) switch
    {
        "tcp" when ports.Count > 0 => Timed(new TcpCheckSpec(Port())),
        "exec" => Command(new ExecCheckSpec(Words()) { EnvFrom = chances.Pick(VariableSource.Env, VariableSource.Stdin) }),
        "rexec" => Command(new RemoteExecCheckSpec(Words())),
        "sleep" => Sleep(chances.Seconds(0, 5)),
        "health" => Timed(new HealthCheckSpec()),
        "log" => new LogCheckSpec(Regex()) { Times = chances.Pick(1, 3), MaxWait = MaxWait() },
        "exit" => new ExitCheckSpec { MaxWait = MaxWait() },
        _ => Timed(Http()),
    };

    private static SleepCheckSpec Sleep(TimeSpan wait) => new(wait) { MaxWait = wait };

    private HttpCheckSpec Http()
    {
        var named = ports.Count > 0 && chances.Chance();
        return new HttpCheckSpec
        {
            PortName = named ? Port() : string.Empty,
            PortNumber = named ? 0 : chances.Number(1, 65536),
            Host = chances.Pick("", "web.example.org"),
            Path = chances.Pick("/", "/health?a=b&c", $"/{chances.Text()}"),
            Scheme = chances.Pick("http", "https"),
            Method = chances.Pick("GET", "HEAD"),
            MatchRegex = chances.Chance() ? string.Empty : Regex(),
            Request = chances.Chance() ? RequestOptions.Default : Request(),
        };
    }

    private RequestOptions Request()
    {
        var (body, type) = Body();
        var user = chances.Chance() ? null : chances.Text();
        var certificate = chances.Chance() ? string.Empty : chances.Path();
        var verify = chances.Chance();
        return new RequestOptions
        {
            Verify = verify,
            CertificateAuthorities = verify && chances.Chance() ? chances.Path() : string.Empty,
            ClientCertificate = certificate,
            ClientKey = certificate.Length == 0 || chances.Chance() ? string.Empty : $"{Loaded.Folder}/key-{chances.Fresh()}",
            Headers = chances.Texts("X-Header", 2),
            Cookies = chances.Texts("cookie", 2),
            Query = chances.Chance() ? string.Empty : Form(),
            Body = body,
            ContentType = type,
            User = user,
            Password = user is null ? string.Empty : chances.Text(),
            Timeout = chances.Seconds(10),
            AllowRedirects = chances.Chance(),
            Proxies = chances.Many(1, () => chances.Pick("http", "all")).ToDictionary(s => s, _ => chances.Pick("http://proxy:3128", "socks5://10.1.1.1:1080")),
        };
    }

    private (string? Body, string Type) Body() => chances.Number(0, 4) switch
    {
        0 => (chances.Text(), string.Empty),
        1 => (Form(), "application/x-www-form-urlencoded"),
        2 => (GeneratedJson.Make(chances).ToJsonString(), "application/json"),
        _ => (null, string.Empty),
    };

    // Values of one name stand next to each other.
    private string Form() => string.Join('&', chances.Many(3, () => (Name: $"f{chances.Number(0, 3)}", Value: Uri.EscapeDataString(chances.Text()))).OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name}={f.Value}"));

    private T Timed<T>(T check)
        where T : CheckSpec
    {
        var wait = MaxWait();
        return check with { MaxWait = wait, Interval = check.Interval ?? chances.MaybeSeconds(), StableFor = chances.Pick(TimeSpan.Zero, wait / 2) };
    }

    private T Command<T>(T check)
        where T : CommandCheckSpec
    {
        int? attempts = chances.Chance() ? CommandCheckSpec.DefaultAttempts : chances.Chance() ? null : chances.Number(1, 999);
        return Timed(check with { Attempts = attempts, Interval = chances.Seconds(1) }) is var timed && chances.Chance()
            ? timed
            : timed with { MaxWait = Enough(attempts, timed.Interval!.Value), StableFor = TimeSpan.Zero };
    }

    /// <summary>The deadline of a command when the file says none.</summary>
    public static TimeSpan Enough(int? attempts, TimeSpan interval)
    {
        var enough = interval * 2.0 * (attempts ?? 0);
        return enough > CheckSpec.DefaultMaxWait ? enough : CheckSpec.DefaultMaxWait;
    }

    private List<string> Words() => [chances.Pick("ls", "./ready.sh", "a b"), .. chances.Many(2, chances.Text)];

    private TimeSpan MaxWait() => chances.Seconds(300);

    private string Port() => chances.Pick([.. ports]).Name;

    private string Regex() => chances.Pick("ready", "^a.*b$", "[0-9]+ (?<n>x)", "'\"\\s#: ");
}
