using System.Text.Json;
using Maestro.Engine.Reporting.BuildServers;
using Maestro.Testing;

namespace Maestro.Cli.Tests;

/// <summary>Whole calls of the tool, by what they write.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private List<JsonElement> Lines => [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Json_is_all_that_standard_output_gets()
    {
        await using var docker = await EngineAsync();

        Assert.Equal(0, await RunAsync(live: true, "start", "--output", "json"));

        Assert.Equal(
            ["play-started", "step-started", "step-progress", "step-finished", "play-finished"],
            Lines.Select(l => l.GetProperty("event").GetString()));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task The_status_table_is_in_the_last_event()
    {
        await using var docker = await EngineAsync();

        Assert.Equal(0, await RunAsync(live: false, "status", "--output", "json"));

        var instance = Lines[^1].GetProperty("instances")[0];
        Assert.Equal(("web-1", "absent", "down"), (Text(instance, "name"), Text(instance, "status"), Text(instance, "outcome")));
    }

    [Fact]
    public async Task A_wrong_file_is_one_event_with_every_mistake_and_its_place()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.UnknownShip);

        Assert.Equal(3, await RunAsync(live: false, "start", "--output", "json"));

        var end = Assert.Single(Lines);
        var mistake = Assert.Single(end.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal(("play-finished", "start", "failed"), (Text(end, "event"), Text(end, "play"), Text(end, "verdict")));
        Assert.Equal(("MAESTRO305", "error", "maestro.yaml"), (Text(mistake, "code"), Text(mistake, "severity"), Text(mistake, "file")));
        Assert.Equal((EnvironmentSnippets.MistakeLine, EnvironmentSnippets.MistakeColumn), (mistake.GetProperty("line").GetInt32(), mistake.GetProperty("column").GetInt32()));
        Assert.Contains("error MAESTRO305", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "auto", true)]
    [InlineData(false, "auto", false)]
    [InlineData(true, "plain", false)]
    [InlineData(false, "tty", true)]
    public async Task Draws_a_table_where_it_is_watched_or_asked_for(bool live, string asked, bool draws)
    {
        await using var docker = await EngineAsync();

        Assert.Equal(0, await RunAsync(live, "start", "--output", asked));

        Assert.Equal(draws, _output.ToString().Contains("\e[?25h", StringComparison.Ordinal));
        Assert.Matches("start demo: 1 started in ", _output.ToString());
    }

    [Fact]
    public async Task Status_is_never_drawn_again()
    {
        await using var docker = await EngineAsync();

        Assert.Equal(0, await RunAsync(live: true, "status"));

        Assert.DoesNotContain('\e', _output.ToString());
    }

    [Fact]
    public async Task Plain_lines_end_with_what_bounded_the_run()
    {
        await using var docker = await EngineAsync("  db: {image: fleet/db:1, instances: {db-1: {ship: here}}}\n", "[db]");
        docker.AddImage("fleet/db:1");

        Assert.Equal(0, await RunAsync(live: false, "start"));

        Assert.Matches(@"The run took \d+\.\d s, bounded by db-1 \(\d\.\d s.*\) → web-1 \(", _output.ToString());
    }

    [Fact]
    public async Task Writes_files_about_the_play_where_it_is_told_to()
    {
        await using var docker = await EngineAsync();

        Assert.Equal(0, await RunAsync(live: false, "start", "--artifacts", "out"));

        Assert.Equal(
            ["endpoints.env", "endpoints.json", "events.jsonl", "maestro.runsettings", "plan.json", "report.html"],
            Directory.EnumerateFiles(Path.Combine(_folder.Path, "out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task On_a_build_server_the_lines_fold_and_errors_point_at_the_file()
    {
        await using var docker = await EngineAsync(image: "fleet/gone:1");
        docker.FailPull("fleet/gone:1", "no such image");

        Assert.Equal(1, await OnGitHubAsync(keepsErrors: false, "start"));

        var lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("::group::start demo: 1 instance, 2 steps", lines[0]);
        Assert.Equal("::endgroup::", lines.First(l => l.StartsWith("::end", StringComparison.Ordinal)));
        Assert.True(Array.IndexOf(lines, "::endgroup::") < Array.FindIndex(lines, l => l.StartsWith("start demo FAILED", StringComparison.Ordinal)));
        Assert.StartsWith("::error file=maestro.yaml,line=", lines[^1], StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Theory]
    [InlineData("start", "--output", "json")]
    [InlineData("start", "--output", "tty")]
    [InlineData("dump")]
    public async Task What_is_for_programs_or_drawn_has_no_commands_for_a_build_server(params string[] command)
    {
        await using var docker = await EngineAsync();

        Assert.Equal(0, await OnGitHubAsync(keepsErrors: false, command));

        Assert.DoesNotContain("::", $"{_output}{_error}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "::add-mask::hunter2!\n")]
    [InlineData(true, "")]
    public async Task Secrets_are_registered_beside_what_people_keep_and_never_in_a_file(bool keepsErrors, string registered)
    {
        await using var docker = await EngineAsync(more: "secrets: {pw: {file: pw.txt}}\n");
        _folder.Write("pw.txt", "hunter2!\n");

        Assert.Equal(0, await OnGitHubAsync(keepsErrors, "start"));

        Assert.Equal(registered, _error.ToString().ReplaceLineEndings("\n"));
        Assert.DoesNotContain("hunter2", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_GitHub_has_a_summary()
    {
        await using var docker = await EngineAsync();

        Assert.Equal(0, await OnGitHubAsync(keepsErrors: false, "start", "--output", "json"));

        Assert.StartsWith("### ✅ start demo: 1 started", File.ReadAllText(Path.Combine(_folder.Path, "summary.md")), StringComparison.Ordinal);
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private async Task<FakeDocker> EngineAsync(string services = "", string requires = "[]", string image = "fleet/web:1", string more = "")
    {
        var docker = await FakeDocker.StartAsync();
        docker.AddImage("fleet/web:1");
        _folder.Write(
            "maestro.yaml",
            $"__maestro: {{schema: 2}}\nname: demo\nships:\n  here: {{ip: 127.0.0.1, docker_host: \"{docker.UnixHost}\"}}\nservices:\n{services}  web: {{image: \"{image}\", requires: {requires}, instances: {{web-1: {{ship: here}}}}}}\n{more}");
        return docker;
    }

    private Task<int> OnGitHubAsync(bool keepsErrors, params string[] arguments) => RunAsync("GITHUB_ACTIONS", live: false, keepsErrors, arguments);

    private Task<int> RunAsync(bool live, params string[] arguments) => RunAsync(string.Empty, live, keepsErrors: false, arguments);

    private Task<int> RunAsync(string server, bool live, bool keepsErrors, string[] arguments) => new MaestroCommandLine(new CliSurroundings
    {
        KeepsErrors = keepsErrors,
        BuildServer = BuildServer.Of(name => name == server ? "true" : name == "GITHUB_STEP_SUMMARY" ? Path.Combine(_folder.Path, "summary.md") : null, _folder.Path),
        Output = _output,
        Error = _error,
        WorkingDirectory = _folder.Path,
        EnvironmentVariables = new Dictionary<string, string>(),
        IsLive = live,
    }).RunAsync(arguments, CancellationToken.None);
}
