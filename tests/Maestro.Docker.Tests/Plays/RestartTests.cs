using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Docker.Tests.Plays;

[Collection(RealEngineCollection.Name)]
public sealed class RestartTests(RealEngineFixture fixture)
{
    [Fact]
    public async Task Stops_dependants_first_and_starts_dependencies_first()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db");
        await live.PlayAsync(PlayKind.Start);
        var before = (string)(await live.InspectAsync("web"))!["Id"]!;

        var result = await live.PlayAsync(PlayKind.Restart);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(["restarted", "restarted"], result.Instances.Select(i => i.Outcome));
        Assert.NotEqual(before, (string)(await live.InspectAsync("web"))!["Id"]!);
        Assert.True(await live.TimeAsync("db", "StartedAt") < await live.TimeAsync("web", "StartedAt"));
    }

    [Fact]
    public async Task Reuse_starts_the_same_container_again_in_the_same_order()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db");
        await live.PlayAsync(PlayKind.Start);
        var before = (string)(await live.InspectAsync("web"))!["Id"]!;

        var result = await live.PlayAsync(new Play(PlayKind.Restart) { Reuse = true });

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(before, (string)(await live.InspectAsync("web"))!["Id"]!);
        Assert.True(await live.TimeAsync("web", "FinishedAt") < await live.TimeAsync("db", "FinishedAt"));
        Assert.True(await live.TimeAsync("db", "StartedAt") < await live.TimeAsync("web", "StartedAt"));
    }

    [Fact]
    public async Task Only_if_changed_restarts_what_the_file_says_differently_and_what_requires_it()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web", requires: "db").Service("db").Service("other");
        await live.PlayAsync(PlayKind.Start);
        var play = new Play(PlayKind.Restart) { OnlyIfChanged = true };

        Assert.All((await live.PlayAsync(play)).Instances, i => Assert.Equal("up to date", i.Outcome));
        var result = await live.Rewrite().Service("web", requires: "db").Service("db", extra: "env: {NEW: value}").Service("other").PlayAsync(play);

        Assert.Equal(["db restarted", "other up to date", "web restarted"], result.Instances.Select(i => $"{i.Service} {i.Outcome}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_delay_between_stop_and_start_passes()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web");
        await live.PlayAsync(PlayKind.Start);

        await live.PlayAsync(new Play(PlayKind.Restart) { Reuse = true, StopStartDelay = TimeSpan.FromSeconds(1.5) });

        Assert.True(await live.TimeAsync("web", "StartedAt") - await live.TimeAsync("web", "FinishedAt") > TimeSpan.FromSeconds(1.4));
    }

    [Fact]
    public async Task The_delay_between_steps_keeps_instances_apart()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web").Service("db");

        await live.PlayAsync(new Play(PlayKind.Start) { StepDelay = TimeSpan.FromSeconds(1), Concurrency = 1 });

        var apart = (await live.TimeAsync("web", "StartedAt") - await live.TimeAsync("db", "StartedAt")).Duration();
        Assert.True(apart > TimeSpan.FromSeconds(0.95), $"they are {apart} apart");
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_leaves_everything_running()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web");
        await live.PlayAsync(PlayKind.Start);
        var before = await live.TimeAsync("web", "StartedAt");

        var result = await live.Rewrite().Service("web", image: "localhost:1/there-is-none:1").PlayAsync(new Play(PlayKind.Restart) { RefreshImages = true });

        Assert.Equal(DiagnosticCodes.RegistryUnavailable, Assert.Single(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error).Code);
        Assert.Equal(before, await live.TimeAsync("web", "StartedAt"));
    }
}
