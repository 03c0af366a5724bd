using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>When pulls begin and what they hold up, by the calls that reach the engine.</summary>
public class PullTimingTests
{
    [Fact]
    public async Task The_image_of_the_last_in_a_chain_is_pulled_while_the_first_is_starting()
    {
        await using var bench = await PlayBench.OpenAsync("a");
        bench.Docker.PullsAnything = true;
        using var starting = bench.Docker.Hold("POST", "/containers/*/start");
        var play = bench.PlayAsync(bench.Environment().Service("a").Service("b", requires: ["a"]).Service("c", requires: ["b"]).Build(), PlayKind.Start);
        await starting.Reached;

        await FakeDocker.WaitUntilAsync(() => Pulled(bench.Docker, "fleet/c"), "the pull for the last");

        Assert.Single(bench.Docker.Containers);
        starting.Release();
        Assert.True((await play).Succeeded);
        Assert.Equal(["fleet/b", "fleet/c"], Pulls(bench.Docker).Select(p => p.Query["fromImage"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pulls_have_places_of_their_own_and_leave_those_of_starts_alone()
    {
        await using var bench = await PlayBench.OpenAsync("here");
        bench.Docker.PullsAnything = true;
        using var pulling = bench.Docker.Hold("POST", "/images/create");
        var environment = bench.Environment();
        foreach (var service in new[] { "p1", "p2", "p3", "p4", "p5", "here" })
        {
            environment.Service(service);
        }

        var play = bench.PlayAsync(environment.Build(), new Play(PlayKind.Start) { ShipConcurrency = 1 });
        await FakeDocker.WaitUntilAsync(() => bench.Docker.FindContainer("here-1") is { IsUp: true } && Pulls(bench.Docker).Count == 3, "a start beside three pulls");

        Assert.Equal(["fleet/p1", "fleet/p2", "fleet/p3"], Pulls(bench.Docker).Select(p => p.Query["fromImage"]).Order(StringComparer.Ordinal));
        pulling.Release();
        Assert.True((await play).Succeeded);
        Assert.Equal(5, Pulls(bench.Docker).Count);
    }

    [Fact]
    public async Task An_image_is_pulled_once_for_all_instances_of_a_ship()
    {
        await using var bench = await PlayBench.OpenAsync();
        bench.Docker.PullsAnything = true;

        var result = await bench.PlayAsync(bench.Environment().Service("web").Instances(8).Build(), PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Single(Pulls(bench.Docker));
    }

    [Fact]
    public async Task A_limit_of_instances_at_work_does_not_hold_up_pulls()
    {
        await using var bench = await PlayBench.OpenAsync("a");
        bench.Docker.PullsAnything = true;
        using var starting = bench.Docker.Hold("POST", "/containers/*/start");
        var play = bench.PlayAsync(bench.Environment().Service("a").Service("b").Build(), new Play(PlayKind.Start) { Concurrency = 1 });
        await starting.Reached;

        await FakeDocker.WaitUntilAsync(() => Pulled(bench.Docker, "fleet/b"), "the pull beside the only start");

        starting.Release();
        Assert.True((await play).Succeeded);
    }

    private static IReadOnlyList<RecordedRequest> Pulls(FakeDocker docker) => docker.RequestsTo("POST", "/images/create");

    private static bool Pulled(FakeDocker docker, string image) => Pulls(docker).Any(p => p.Query["fromImage"] == image && p.End is not null);
}
