using System.Diagnostics;
using Maestro.Testing;

namespace Maestro.Cli.Tests;

/// <summary>The commands that read: deptree, logs, exec and complete.</summary>
public sealed class ReadingCommandsTests : IDisposable
{
    private const string Shop = """
        name: shop
        ships:
          alpha: {ip: 127.0.0.1, docker_port: 9}
        services:
          db: {image: x:1, instances: {db-1: {ship: alpha}}}
          web: {image: x:1, requires: [db], instances: {web-1: {ship: alpha}, web-2: {ship: alpha}}}

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public ReadingCommandsTests() => _folder.Write("maestro.yaml", Shop);

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Deptree_writes_to_a_file_or_to_the_output()
    {
        Assert.Equal(0, await RunAsync("deptree", "web", "--format", "mermaid"));
        Assert.Equal(0, await RunAsync("deptree", "web", "--out", "tree.txt"));

        Assert.StartsWith("flowchart LR", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("web\n \\- db\n", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "tree.txt")));
    }

    [Theory]
    [InlineData("'png' is no format", "deptree", "--format", "png")]
    [InlineData("'soon' is no moment", "logs", "--since", "soon")]
    [InlineData("'few' is no number of lines", "logs", "-n", "few")]
    [InlineData("--follow and --artifacts", "logs", "-F", "--artifacts", "x")]
    [InlineData("name one of its instances: web-1, web-2", "exec", "web", "ls")]
    [InlineData("Did you mean 'web-1'", "exec", "wbe-1", "ls")]
    [InlineData("'command' missing", "exec", "web-1")]
    [InlineData("leave --tty out", "exec", "-t", "web-1", "sh")]
    [InlineData("bash, zsh or powershell", "complete", "fish")]
    public async Task Wrong_usage_is_4(string expected, params string[] words)
    {
        Assert.Equal(4, await RunAsync(words));
        Assert.Contains(expected, _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("exec", "web-1", "ls")]
    public async Task A_ship_that_nobody_can_reach_is_5(params string[] words) => Assert.Equal(5, await RunAsync(words));

    [Fact]
    public async Task Logs_of_several_have_the_instance_in_front_and_colours_only_where_they_are_wanted()
    {
        await using var docker = await WithContainersAsync();

        Assert.Equal(0, await RunAsync("logs", "web"));
        Assert.Equal("web-1 | from one\nweb-2 | from two\n", _output.ToString().ReplaceLineEndings("\n"));
        Assert.Equal(0, await RunAsync(Surroundings() with { ColoursOutput = true }, "logs", "web"));
        Assert.Contains("\e[36mweb-1 | \e[0mfrom one", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_of_one_are_plain_and_can_show_the_time()
    {
        await using var docker = await WithContainersAsync();

        Assert.Equal(0, await RunAsync("logs", "web-1"));
        Assert.Equal(0, await RunAsync("logs", "web-1", "-t"));

        Assert.Matches(@"^from one\r?\n\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z from one\r?\n$", _output.ToString());
    }

    [Fact]
    public async Task Following_that_is_interrupted_is_130_without_an_error()
    {
        await using var docker = await WithContainersAsync();
        using var interrupt = new CancellationTokenSource();
        var run = new MaestroCommandLine(Surroundings()).RunAsync(["logs", "web-1", "--follow"], interrupt.Token);
        await FakeDocker.WaitUntilAsync(() => _output.ToString().Contains("from one", StringComparison.Ordinal), "the line is shown");

        await interrupt.CancelAsync();

        Assert.Equal(130, await run);
        Assert.Empty(_error.ToString());
    }

    [Theory]
    [InlineData("maestro st", "start status stop")]
    [InlineData("maestro start ", "db db-1 web web-1 web-2")]
    [InlineData("maestro -f maestro.yaml start web-", "web-1 web-2")]
    [InlineData("maestro status -S ", "alpha")]
    [InlineData("maestro deptree --format ", "dot mermaid svg text")]
    [InlineData("maestro deptree --fo", "--format")]
    [InlineData("maestro start -f none.yaml ", "")]
    [InlineData("maestro start -f broken.yaml ", "")]
    [InlineData("maestro start -f - ", "")]
    [InlineData("maestro", "")]
    public async Task Completes_words_without_a_ship_and_without_an_error(string line, string expected)
    {
        _folder.Write("broken.yaml", "services: [");

        Assert.Equal(0, await RunAsync("complete", "--line", line));
        Assert.Equal(expected, string.Join(' ', _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task The_cursor_may_stand_in_the_middle_of_the_line()
    {
        Assert.Equal(0, await RunAsync("complete", "--line", "maestro sto web-1", "--position", "11"));
        Assert.Equal("stop", _output.ToString().Trim());
    }

    [Theory]
    [InlineData("bash", "source ./script; COMP_LINE='maestro start web-'; COMP_POINT=18; COMP_WORDS=(maestro start web-); COMP_CWORD=2; _maestro; echo \"${COMPREPLY[@]}\"")]
    [InlineData("zsh", "compdef() { :; }; compadd() { shift; echo \"$@\"; }; source ./script; words=(maestro start web-); CURRENT=3; _maestro")]
    public async Task A_real_shell_gets_its_words_by_the_script(string shell, string test)
    {
        if (!HasProgram(shell))
        {
            return; // the machine has no such shell; docs/cli.md says which have been tried
        }

        await RunAsync("complete", shell);
        _folder.Write("script", _output.ToString());
        var tool = Path.Combine(AppContext.BaseDirectory, "maestro.dll");
        var start = new ProcessStartInfo(shell, ["-c", $"maestro() {{ dotnet '{tool}' \"$@\"; }}; {test}"]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal("web-1 web-2", said.Trim());
    }

    private static bool HasProgram(string name)
        => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    private async Task<FakeDocker> WithContainersAsync()
    {
        var docker = await FakeDocker.StartAsync();
        _folder.Write("maestro.yaml", Shop.Replace("docker_port: 9", $"docker_host: \"{docker.UnixHost}\"", StringComparison.Ordinal));
        docker.AddContainer("web-1", "x:1", isRunning: true);
        docker.AddContainer("web-2", "x:1", isRunning: true);
        docker.WriteLog("web-1", "from one");
        docker.WriteLog("web-2", "from two");
        return docker;
    }

    private Task<int> RunAsync(params string[] words) => RunAsync(Surroundings(), words);

    private static Task<int> RunAsync(CliSurroundings surroundings, params string[] words) => new MaestroCommandLine(surroundings).RunAsync(words, CancellationToken.None);

    private CliSurroundings Surroundings() => new()
    {
        Output = TextWriter.Synchronized(_output),
        Error = TextWriter.Synchronized(_error),
        WorkingDirectory = _folder.Path,
        EnvironmentVariables = new Dictionary<string, string>(),
        IsInputRedirected = true,
        OpenInput = () => Stream.Null,
        OpenOutput = () => new MemoryStream(),
        OpenError = () => new MemoryStream(),
    };
}
