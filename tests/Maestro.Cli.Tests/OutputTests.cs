using System.Text.Json;
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

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private async Task<FakeDocker> EngineAsync(string services = "", string requires = "[]")
    {
        var docker = await FakeDocker.StartAsync();
        docker.AddImage("fleet/web:1");
        _folder.Write(
            "maestro.yaml",
            $"__maestro: {{schema: 2}}\nname: demo\nships:\n  here: {{ip: 127.0.0.1, docker_host: \"{docker.UnixHost}\"}}\nservices:\n{services}  web: {{image: \"fleet/web:1\", requires: {requires}, instances: {{web-1: {{ship: here}}}}}}\n");
        return docker;
    }

    private Task<int> RunAsync(bool live, params string[] arguments) => new MaestroCommandLine(new CliSurroundings
    {
        Output = _output,
        Error = _error,
        WorkingDirectory = _folder.Path,
        EnvironmentVariables = new Dictionary<string, string>(),
        IsLive = live,
    }).RunAsync(arguments, CancellationToken.None);
}
