using Maestro.Testing;

namespace Maestro.Cli.Tests;

public sealed class MaestroCommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private static readonly string[] Everywhere = ["-d", "-i", "-o", "-c", "--ship-concurrency", "-C", "-S", "--timeout", "--on-failure", "--run", "--output", "--artifacts"];

    public static TheoryData<string, string[]> Plays => new()
    {
        { "validate", ["--run", "--output"] },
        { "status", [.. Everywhere, "-F", "-H"] },
        { "pull", [.. Everywhere, "-r"] },
        { "start", [.. Everywhere, "-r", "--reuse", "--renew-volumes", "--step-delay", "--expires"] },
        { "stop", [.. Everywhere, "-a", "-s", "--step-delay"] },
        { "kill", [.. Everywhere, "-a", "-s", "--step-delay"] },
        { "restart", [.. Everywhere, "-a", "-s", "-r", "--reuse", "--renew-volumes", "--only-if-changed", "--step-delay", "--stop-start-delay", "--expires"] },
        { "clean", [.. Everywhere, "--volumes"] },
        { "down", [.. Everywhere, "-a", "-s", "--volumes", "--step-delay"] },
    };

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [MemberData(nameof(Plays))]
    public async Task The_help_of_a_play_lists_its_options_and_an_example(string play, string[] options)
    {
        Assert.Equal(0, await RunAsync(play, "--help"));

        var help = _output.ToString();
        Assert.Contains($"Example:{Environment.NewLine}  maestro {play}", help, StringComparison.Ordinal);
        Assert.All(options, o => Assert.Matches($@"\s{o}[, ]", help));
        Assert.Equal(options.Contains("--volumes"), help.Contains("--volumes", StringComparison.Ordinal));
        Assert.Equal(options.Contains("-s"), help.Contains("--expand-services", StringComparison.Ordinal));
        Assert.Empty(_error.ToString());
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("-v")]
    public async Task Tells_its_version(string option)
    {
        Assert.Equal(0, await RunAsync(option));
        Assert.Matches(@"^maestro \d+\.\d+\.\d+", _output.ToString());
    }

    [Theory]
    [InlineData("A play is needed")]
    [InlineData("There is no play 'strat'", "strat")]
    [InlineData("--bogus", "status", "--bogus")]
    [InlineData("'many' is no number for --concurrency", "start", "-c", "many")]
    [InlineData("'soon' is not a deadline", "start", "--timeout", "soon")]
    [InlineData("'loud' is no output: auto, tty, plain or json", "start", "--output", "loud")]
    [InlineData("'1' is no output", "start", "--output", "1")]
    [InlineData("'soon' is not a delay", "restart", "-a", "--step-delay", "soon")]
    [InlineData("--volumes", "stop", "-a", "--volumes")]
    [InlineData("'stop' or 'continue'", "start", "--on-failure", "retry")]
    [InlineData("'a b' is no name for a copy", "start", "--run", "a b")]
    [InlineData("'' is no name for a copy", "down", "-a", "--run", "")]
    [InlineData("'' is no name for a copy", "logs", "--run", "")]
    [InlineData("'a/b' is no name for a copy", "logs", "--run", "a/b")]
    [InlineData("'later' does not say how long a copy may live", "start", "--run", "ci", "--expires", "later")]
    [InlineData("--expires", "stop", "-a", "--expires", "2h")]
    [InlineData("surplus", "validate", "surplus")]
    [InlineData("-f", "validate", "-f")]
    public async Task Wrong_usage_is_4_with_one_error(string expected, params string[] arguments)
    {
        Assert.Equal(4, await RunAsync(arguments));
        Assert.Contains(expected, _error.ToString(), StringComparison.Ordinal);
        Assert.Single(_error.ToString().Split('\n'), l => l.StartsWith("error MAESTRO403: ", StringComparison.Ordinal));
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [InlineData(0, "shop-7", "--set", "stage=7")]
    [InlineData(0, "shop-b=c", "validate", "--set", "stage=a", "--set", "stage=b=c")]
    [InlineData(0, "shop-text", "validate", "--set-file", "stage=stage.txt")]
    [InlineData(0, "shop-", "--lenient")]
    [InlineData(3, "MAESTRO202")]
    [InlineData(4, "NAME=VALUE", "--set", "stage")]
    [InlineData(4, "'a-b' cannot be the name", "--set", "a-b=1")]
    [InlineData(4, "'env' holds the environment", "--set", "env=1")]
    [InlineData(4, "'stage' cannot be read", "--set-file", "stage=missing.txt")]
    public async Task Gives_variables_to_the_template(int exitCode, string expected, params string[] arguments)
    {
        _folder.Write("maestro.yaml", "__maestro: {schema: 2}\nname: shop-{{ stage }}\nships: {}\n");
        _folder.Write("stage.txt", "text\n");

        Assert.Equal(exitCode, await RunAsync(arguments.Contains("validate") ? arguments : ["validate", .. arguments]));
        Assert.Contains(expected, _output.ToString() + _error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("kill")]
    [InlineData("restart")]
    [InlineData("down")]
    public async Task A_stop_of_nothing_named_is_refused(string play)
    {
        Good();

        Assert.Equal(4, await RunAsync(play));
        Assert.Contains("error MAESTRO404: ", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"'maestro {play} -a'", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("kill")]
    [InlineData("restart")]
    [InlineData("down")]
    public async Task A_stop_of_a_service_is_refused_and_says_what_to_type(string play)
    {
        Good();

        Assert.Equal(4, await RunAsync(play, "web"));
        Assert.Contains($"'maestro {play} -s web'", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("web-1 web-2", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop", "-a")]
    [InlineData("stop", "-a", "web")]
    [InlineData("stop", "-s", "web")]
    [InlineData("stop", "web-1")]
    [InlineData("kill", "-a")]
    [InlineData("restart", "-s", "web")]
    [InlineData("down", "web-1")]
    [InlineData("down", "--run", "ci-7")]
    [InlineData("stop", "--run", "ci-7", "web")]
    [InlineData("start", "web")]
    [InlineData("start", "--run", "ci-7", "--expires", "2h")]
    [InlineData("exec", "web-1", "--run", "ci-7", "ls")]
    [InlineData("logs", "--run", "ci-7")]
    [InlineData("status")]
    public async Task What_is_allowed_gets_as_far_as_the_ship(params string[] arguments)
    {
        Good();

        await RunAsync(arguments);

        Assert.DoesNotContain("MAESTRO404", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("here", _error.ToString() + _output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_schema_of_environment_files()
    {
        Assert.Equal(0, await RunAsync("schema"));
        Assert.Equal(Maestro.Engine.Conductor.Schema(), _output.ToString());
    }

    [Theory]
    [InlineData(false, "dump")]
    [InlineData(true, "dump", "--origin")]
    public async Task Dumps_the_loaded_model_with_origins_if_wanted(bool wanted, params string[] arguments)
    {
        Good();

        Assert.Equal(0, await RunAsync(arguments));
        var dump = System.Text.Json.Nodes.JsonNode.Parse(_output.ToString())!;
        Assert.Equal("web-2", (string?)dump["services"]![1]!["instances"]![1]!["name"]);
        Assert.Equal(wanted ? "maestro.yaml" : null, (string?)dump["origins"]?["name"]?["file"]);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task A_dump_of_a_wrong_file_is_3()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.UnknownShip);

        Assert.Equal(3, await RunAsync("dump"));
        Assert.Contains("error MAESTRO305: ", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("dump")]
    public async Task The_help_of_a_tool_has_an_example(string tool)
    {
        Assert.Equal(0, await RunAsync(tool, "--help"));
        Assert.Contains($"Example:{Environment.NewLine}  maestro {tool}", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-f", "other.yaml", "validate")]
    [InlineData("validate", "-f", "other.yaml")]
    [InlineData("validate", "--file=other.yaml")]
    public async Task The_file_may_stand_before_and_after_the_play(params string[] arguments)
    {
        _folder.Write("other.yaml", EnvironmentSnippets.Good);

        Assert.Equal(0, await RunAsync(arguments));
    }

    [Fact]
    public async Task Reads_the_file_from_standard_input()
        => Assert.Equal(0, await RunAsync(new StringReader(EnvironmentSnippets.Good), CancellationToken.None, "validate", "-f", "-"));

    [Fact]
    public async Task A_wrong_file_is_3_with_its_place_on_standard_error()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.UnknownShip);

        Assert.Equal(3, await RunAsync("start"));
        Assert.StartsWith($"maestro.yaml({EnvironmentSnippets.MistakeLine},{EnvironmentSnippets.MistakeColumn}): error MAESTRO305: ", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task A_missing_file_is_3()
    {
        Assert.Equal(3, await RunAsync("validate"));
        Assert.Contains("error MAESTRO101: ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_is_4()
    {
        Good();

        Assert.Equal(4, await RunAsync("start", "wbe"));
        Assert.Contains("error MAESTRO401: ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ship_that_nobody_can_reach_is_5()
    {
        Good();

        Assert.Equal(5, await RunAsync("start"));
        Assert.Contains("error MAESTRO501: ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_shows_addresses_instead_of_names_when_asked_to()
    {
        Good();

        await RunAsync("status", "-H");

        Assert.Matches(@"SERVICE\s+ADDRESS\s+CONTAINER", _output.ToString());
        Assert.Matches(@"1\.\s+redis-1\s+redis\s+127\.0\.0\.1\s", _output.ToString());
    }

    [Fact]
    public async Task A_cancelled_play_is_130()
    {
        Good();

        Assert.Equal(130, await RunAsync(null, new CancellationToken(canceled: true), "start"));
        Assert.Contains("error MAESTRO609: ", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Colours_errors_only_where_that_is_wanted(bool wanted)
    {
        var surroundings = Surroundings(null) with { ColoursErrors = wanted };

        await new MaestroCommandLine(surroundings).RunAsync(["validate"], CancellationToken.None);

        Assert.Equal(wanted, _error.ToString().Contains('\e', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lays_a_file_given_again_over_those_before_it()
    {
        Good();
        _folder.Write("stage.yaml", "services: {web: {image: §}}\n");
        Assert.Equal(3, await RunAsync("validate", "-f", "maestro.yaml", "-f", "stage.yaml"));
        Assert.StartsWith("stage.yaml(1,25): error MAESTRO303: ", _error.ToString(), StringComparison.Ordinal);

        _folder.Write("stage.yaml", "services: {web: {image: 'fleet/web:2'}}\n");
        Assert.Equal(0, await RunAsync("-f", "maestro.yaml", "validate", "-f", "stage.yaml"));
    }

    private void Good() => _folder.Write("maestro.yaml", EnvironmentSnippets.Good);

    private Task<int> RunAsync(params string[] arguments) => RunAsync(null, CancellationToken.None, arguments);

    private Task<int> RunAsync(TextReader? input, CancellationToken cancellation, params string[] arguments)
        => new MaestroCommandLine(Surroundings(input)).RunAsync(arguments, cancellation);

    private CliSurroundings Surroundings(TextReader? input) => new()
    {
        Output = _output,
        Error = _error,
        Input = input,
        WorkingDirectory = _folder.Path,
        EnvironmentVariables = new Dictionary<string, string>(),
    };
}
