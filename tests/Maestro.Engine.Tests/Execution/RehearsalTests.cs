using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Dry runs: what a play would do, without doing it.</summary>
public class RehearsalTests
{
    [Theory]
    [InlineData(PlayKind.Pull, "would be pulled", "would be pulled")]
    [InlineData(PlayKind.Start, "up", "would be started")]
    [InlineData(PlayKind.Stop, "would be stopped", "down")]
    [InlineData(PlayKind.Kill, "would be killed", "down")]
    [InlineData(PlayKind.Restart, "would be restarted", "would be started")]
    [InlineData(PlayKind.Clean, "skipped", "absent")]
    [InlineData(PlayKind.Down, "would be removed", "absent")]
    public async Task Says_what_would_become_of_each_instance(PlayKind kind, string ofUp, string ofAbsent)
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = bench.Environment().Service("db").Service("web").Build();
        await bench.PlayAsync(environment, new Play(PlayKind.Start) { Things = ["db"] });
        var before = bench.Docker.Requests.Count;

        var result = await bench.PlayAsync(environment, new Play(kind) { DryRun = true, RefreshImages = true, OnlyIfChanged = false });

        Assert.True(result is { IsDryRun: true, Verdict: PlayVerdict.Succeeded });
        Assert.Equal([$"db-1 {ofUp}", $"web-1 {ofAbsent}"], result.Instances.Select(i => $"{i.Name} {i.Outcome}").Order(StringComparer.Ordinal));
        Assert.Empty(result.Steps);
        Assert.All(bench.Docker.Requests.Skip(before), r => Assert.Equal("GET", r.Method));
    }

    [Fact]
    public async Task Tells_the_steps_with_their_causes_and_what_they_need()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = bench.Environment().Service("db").Service("web", requires: ["db"]).Build();

        var result = await bench.PlayAsync(environment, new Play(PlayKind.Start) { DryRun = true });

        var lines = EventText.Describe(new PlayFinished { Time = default, Result = result }).Select(l => l.Text);
        Assert.Equal(
            [
                "  1. start db-1 on ship: no container",
                "  2. start web-1 on ship: no container, after 1",
                $"start {environment.Name}: a dry run, nothing was done; 2 steps would be taken",
            ],
            lines);
    }
}
