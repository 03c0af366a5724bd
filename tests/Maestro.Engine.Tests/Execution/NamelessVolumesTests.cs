using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>What becomes of the volumes that have no name of their own.</summary>
public class NamelessVolumesTests
{
    private static readonly string Anonymous = new('a', 64);

    [Fact]
    public async Task A_stopped_container_goes_once_the_new_one_has_its_nameless_volumes()
    {
        var anonymous = new string('a', 64);
        await using var bench = await PlayBench.OpenAsync("db");
        await using (var client = bench.Docker.CreateClient())
        {
            await client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "fleet/db:1", Binds = [$"{anonymous}:/data", "named:/named", "/host:/host"] }, CancellationToken.None);
        }

        var old = bench.Docker.Container("db-1").Id;
        var result = await bench.PlayAsync(bench.Environment().Service("db").Build(), PlayKind.Start);

        Assert.True(result.Succeeded);
        Assert.Equal(
            [
                "DELETE /containers/db-1.maestro-new", // of a run that was killed
                "POST /containers/create db-1.maestro-new",
                $"DELETE /containers/{old}",
                $"POST /containers/{bench.Docker.Container("db-1").Id}/rename db-1",
                $"POST /containers/{bench.Docker.Container("db-1").Id}/start",
            ],
            bench.Changes.Skip(1));
        Assert.All(bench.Docker.RequestsTo("DELETE", "/containers/*"), r => Assert.Equal("0", r.Query.GetValueOrDefault("v", "0")));
        Assert.Equal([$"{anonymous}:/data:rw"], bench.Docker.Container("db-1").Request["HostConfig"]!["Binds"]!.AsArray().Select(b => (string?)b));
    }

    [Fact]
    public async Task A_create_that_fails_leaves_the_stopped_container_and_its_nameless_volumes()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        await MakeDbWithDataAsync(bench);
        bench.Docker.Refuse("POST", "/containers/create", 400, "invalid mount config");

        var result = await bench.PlayAsync(bench.Environment().Service("db").Build(), PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.EngineError, "invalid mount config");
        Assert.Contains("/data", (string?)bench.Docker.Container("db-1").Request["HostConfig"]!["Binds"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_fails_keeps_the_container_that_has_the_nameless_volumes()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        await MakeDbWithDataAsync(bench);
        bench.Docker.OnStart("db-1.maestro-new").Fail("Bind for 0.0.0.0:80 failed: port is already allocated");
        bench.Docker.OnStart("db-1").Fail("Bind for 0.0.0.0:80 failed: port is already allocated");

        var result = await bench.PlayAsync(bench.Environment().Service("db").Build(), PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.PortTaken, "port is already allocated");
        Assert.Contains("/data", (string?)bench.Docker.Container("db-1").Request["HostConfig"]!["Binds"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nameless_volumes_of_another_instance_are_not_carried_over()
    {
        var (theirs, own) = (new string('a', 64), new string('b', 64));
        await using var bench = await PlayBench.OpenAsync("db", "data");
        await using (var client = bench.Docker.CreateClient())
        {
            await client.CreateContainerAsync("data-1", new CreateContainerRequest { Image = "fleet/data:1", Binds = [$"{theirs}:/data"] }, CancellationToken.None);
            await client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "fleet/db:1", Binds = [$"{theirs}:/data", $"{own}:/own"] }, CancellationToken.None);
        }

        var environment = bench.Environment().Service("data").Service("db").Instance("db-1", change: i => i with { VolumesFrom = ["data-1"] }).Build();
        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.True(result.Succeeded);
        var host = bench.Docker.Container("db-1").Request["HostConfig"]!;
        Assert.Equal([$"{own}:/own:rw"], host["Binds"]!.AsArray().Select(b => (string?)b));
        Assert.Equal(["data-1"], host["VolumesFrom"]!.AsArray().Select(v => (string?)v));
    }

    [Fact]
    public async Task Volumes_that_are_renewed_go_once_the_new_container_is_there()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        await MakeDbWithDataAsync(bench);

        var result = await bench.PlayAsync(bench.Environment().Service("db").Build(), new Play(PlayKind.Start) { RenewVolumes = true });

        Assert.True(result.Succeeded);
        Assert.Null(bench.Docker.Container("db-1").Request["HostConfig"]?["Binds"]);
        Assert.Empty(bench.Docker.Volumes);
    }

    [Fact]
    public async Task Volumes_stay_when_the_container_that_was_to_renew_them_cannot_be_made()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        await MakeDbWithDataAsync(bench);
        bench.Docker.Refuse("POST", "/containers/create", 400, "invalid mount config");

        await bench.PlayAsync(bench.Environment().Service("db").Build(), new Play(PlayKind.Start) { RenewVolumes = true });

        Assert.Single(bench.Docker.Volumes);
        Assert.NotNull(bench.Docker.FindContainer("db-1"));
    }

    [Theory]
    [InlineData(PlayKind.Clean)]
    [InlineData(PlayKind.Down)]
    public async Task Volumes_without_a_name_go_with_the_container_when_that_is_asked_for_and_others_stay(PlayKind kind)
    {
        await using var bench = await PlayBench.OpenAsync("db");
        await MakeDbWithDataAsync(bench, "named:/named");
        var environment = bench.Environment().Service("db").Build();

        var result = await bench.PlayAsync(environment, new Play(kind) { Volumes = true });

        Assert.Equal("removed", Assert.Single(result.Instances).Outcome);
        Assert.Equal(["named"], bench.Docker.Volumes);
        Assert.Empty(bench.Docker.Containers);
    }

    [Theory]
    [InlineData(PlayKind.Clean)]
    [InlineData(PlayKind.Down)]
    public async Task Volumes_stay_when_nobody_asked(PlayKind kind)
    {
        await using var bench = await PlayBench.OpenAsync("db");
        await MakeDbWithDataAsync(bench);

        await bench.PlayAsync(bench.Environment().Service("db").Build(), kind);

        Assert.Empty(bench.Docker.Containers);
        Assert.Single(bench.Docker.Volumes);
    }

    // A run that was killed between the removal of a container and the naming of the one in its place.
    [Fact]
    public async Task A_replacement_that_was_cut_short_is_finished_with_its_volumes()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Build();
        await MakeAsync(bench, "db-1.maestro-new", environment.Name);

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.True(result.Succeeded);
        var container = Assert.Single(bench.Docker.Containers);
        Assert.Equal(("db-1", "running"), (container.Name, container.State));
        Assert.Equal([$"{Anonymous}:/data:rw"], container.Request["HostConfig"]!["Binds"]!.AsArray().Select(b => (string?)b));
    }

    [Fact]
    public async Task A_replacement_that_was_cut_short_can_be_used_again_as_it_is()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Build();
        await MakeAsync(bench, "db-1.maestro-new", environment.Name);
        var id = bench.Docker.Container("db-1.maestro-new").Id;

        await bench.PlayAsync(environment, new Play(PlayKind.Start) { Reuse = true });

        Assert.Equal((id, "running"), (bench.Docker.Container("db-1").Id, bench.Docker.Container("db-1").State));
    }

    [Theory]
    [InlineData(PlayKind.Clean)]
    [InlineData(PlayKind.Down)]
    [InlineData(PlayKind.Start)]
    public async Task What_was_left_beside_the_old_container_goes_and_the_volumes_stay(PlayKind kind)
    {
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Build();
        await MakeDbWithDataAsync(bench);
        await MakeAsync(bench, "db-1.maestro-new", environment.Name);

        var result = await bench.PlayAsync(environment, kind);

        Assert.True(result.Succeeded);
        Assert.Null(bench.Docker.FindContainer("db-1.maestro-new"));
        Assert.Equal([Anonymous], bench.Docker.Volumes);
    }

    private static Task MakeDbWithDataAsync(PlayBench bench, params string[] more) => MakeAsync(bench, "db-1", environment: null, more);

    private static async Task MakeAsync(PlayBench bench, string name, string? environment, params string[] more)
    {
        await using var client = bench.Docker.CreateClient();
        await client.CreateContainerAsync(
            name,
            new CreateContainerRequest
            {
                Image = "fleet/db:1",
                Binds = [$"{Anonymous}:/data", .. more],
                Labels = environment is null ? new Dictionary<string, string>() : new Dictionary<string, string>
                {
                    [ContainerLabels.Environment] = environment,
                    [ContainerLabels.Instance] = "db-1",
                },
            },
            CancellationToken.None);
    }
}
