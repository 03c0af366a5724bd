using System.Text.Json.Nodes;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Networks of the file, over the wire.</summary>
public class NetworkTests
{
    [Fact]
    public async Task Creates_the_networks_and_joins_the_second_before_the_start()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnTwo(bench);

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(
            ["POST /containers/create web-1", $"POST /networks/{environment.Name}_back/connect", "POST /containers/*/start"],
            bench.Changes.Where(c => !c.Contains("/networks/create", StringComparison.Ordinal)).Select(c => c.EndsWith("/start", StringComparison.Ordinal) ? "POST /containers/*/start" : c));
        Assert.Equal([$"{environment.Name}_back", $"{environment.Name}_front"], bench.Docker.Networks.Select(n => n.Name).Order());
    }

    [Fact]
    public async Task A_container_answers_to_its_own_name_and_its_services_in_each_network()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnTwo(bench);

        await bench.PlayAsync(environment, PlayKind.Start);

        var web = bench.Docker.Container("web-1");
        Assert.Equal($"{environment.Name}_front", (string?)web.Request["HostConfig"]!["NetworkMode"]);
        Assert.Equal("""{"Aliases":["web","web-1","shop"]}""", web.Endpoints[$"{environment.Name}_front"].ToJsonString());
        Assert.Equal("""{"Aliases":["web","web-1"],"IPAMConfig":{"IPv4Address":"10.5.0.10"}}""", web.Endpoints[$"{environment.Name}_back"].ToJsonString());
        Assert.Equal("web-1", (string?)web.Request["Hostname"]);
    }

    [Fact]
    public async Task Labels_the_network_as_the_environments()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnTwo(bench);

        await bench.PlayAsync(environment, PlayKind.Start);

        var back = bench.Docker.Networks.Single(n => n.Name.EndsWith("_back", StringComparison.Ordinal));
        Assert.Equal([ContainerLabels.Environment, ContainerLabels.Hash, ContainerLabels.Network, ContainerLabels.Version, "team"], back.Labels.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((environment.Name, "back", "core"), (back.Labels["maestro.environment"], back.Labels["maestro.network"], back.Labels["team"]));
    }

    [Fact]
    public async Task A_second_start_creates_no_network()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnTwo(bench);
        await bench.PlayAsync(environment, PlayKind.Start);
        bench.Docker.Exit("web-1", 0);

        var again = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.Equal([StepKind.Start], again.Steps.Select(s => s.Step.Kind));
        Assert.Equal(2, bench.Docker.RequestsTo("POST", "/networks/create").Count);
        Assert.Equal(2, bench.Docker.RequestsTo("POST", "/networks/*/connect").Count);
        Assert.Empty(again.Diagnostics);
    }

    [Fact]
    public async Task A_network_that_another_run_makes_at_the_same_moment_is_used()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnOne(bench);
        using var gate = bench.Docker.Hold("POST", "/networks/create");

        var play = bench.PlayAsync(environment, PlayKind.Start);
        await gate.Reached;
        bench.Docker.AddNetwork($"{environment.Name}_back", Owned(environment));
        gate.Release();

        Assert.True((await play).Succeeded);
        Assert.Single(bench.Docker.Networks);
    }

    [Fact]
    public async Task Of_two_networks_of_one_name_the_older_stays()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.MissesDuplicateNetworks = true;
        var environment = OnOne(bench);
        using var gate = bench.Docker.Hold("POST", "/networks/create");

        var play = bench.PlayAsync(environment, PlayKind.Start);
        await gate.Reached;
        var older = bench.Docker.AddNetwork($"{environment.Name}_back", Owned(environment));
        gate.Release();

        Assert.Equal("there already", (await play).Steps[0].Word);
        Assert.Equal(older.Id, Assert.Single(bench.Docker.Networks).Id);
    }

    [Fact]
    public async Task A_network_of_somebody_else_is_left_alone_also_when_it_comes_in_between()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnOne(bench);
        using var gate = bench.Docker.Hold("POST", "/networks/create");

        var play = bench.PlayAsync(environment, PlayKind.Start);
        await gate.Reached;
        bench.Docker.AddNetwork($"{environment.Name}_back");
        gate.Release();

        var result = await play;
        Assert.Equal(DiagnosticCodes.NetworkTaken, Assert.Single(result.Diagnostics).Code);
        Assert.Equal($"blocked by {environment.Name}_back", Assert.Single(result.Instances).Outcome);
        Assert.Empty(bench.Docker.Containers);
    }

    [Fact]
    public async Task Says_in_the_engines_words_why_a_network_cannot_be_created()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.Refuse("POST", "/networks/create", 403, "Pool overlaps with other one on this address space");

        var result = await bench.PlayAsync(OnOne(bench), PlayKind.Start);

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.EngineError, error.Code);
        Assert.Contains("_back' cannot be created on ship ship: Pool overlaps with other one on this address space.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_external_network_that_is_missing_touches_nothing()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = bench.Environment().Network("shared", n => n with { ActualName = "shared", IsExternal = true }).Service("web").Instance("web-1", change: Env.On("shared")).Build();

        var refusal = await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(environment, PlayKind.Start));

        Assert.Equal(DiagnosticCodes.NetworkMissing, Assert.Single(refusal.Diagnostics).Code);
        Assert.Empty(bench.Changes);
    }

    [Fact]
    public async Task A_container_that_cannot_join_does_not_stay_behind()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnTwo(bench);
        bench.Docker.Refuse("POST", $"/networks/{environment.Name}_back/connect", 400, "invalid address");

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.Contains($"web-1 cannot join the network '{environment.Name}_back' on ship ship: invalid address.", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Empty(bench.Docker.Containers);
    }

    [Fact]
    public async Task A_container_made_anew_with_its_volumes_is_on_all_networks_and_one_that_cannot_join_leaves_the_old()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnTwo(bench);
        await bench.PlayAsync(environment, PlayKind.Start);
        ((JsonObject)bench.Docker.Container("web-1").Request["HostConfig"]!)["Binds"] = new JsonArray($"{new string('a', 64)}:/data");
        var old = bench.Docker.Container("web-1").Id;
        bench.Docker.Exit("web-1", 0);
        bench.Docker.Refuse("POST", $"/networks/{environment.Name}_back/connect", 400, "invalid address", times: 1);

        await bench.PlayAsync(environment, PlayKind.Start);
        Assert.Equal(old, Assert.Single(bench.Docker.Containers).Id);

        await bench.PlayAsync(environment, PlayKind.Start);
        var web = Assert.Single(bench.Docker.Containers);
        Assert.NotEqual(old, web.Id);
        Assert.Equal(("web-1", 2), (web.Name, web.Endpoints.Count));
    }

    [Fact]
    public async Task A_reused_container_whose_network_is_gone_says_what_to_do()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnOne(bench);
        await bench.PlayAsync(environment, PlayKind.Start);
        bench.Docker.Exit("web-1", 0);
        bench.Docker.ForgetNetwork($"{environment.Name}_back");

        var result = await bench.PlayAsync(environment, new Play(PlayKind.Start) { Reuse = true });

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.NetworkMissing, error.Code);
        Assert.Contains("start it without reuse", error.Message, StringComparison.Ordinal);
        Assert.True((await bench.PlayAsync(environment, PlayKind.Start)).Succeeded);
    }

    [Theory]
    [InlineData("POST", "/containers/create", "lacks a network that web-1 is to be on")]
    [InlineData("POST", "/containers/*/start", "web-1 cannot be started on ship ship: network gone not found. Run the play again.")]
    [InlineData("POST", "/containers/*/start", "web-1 cannot be started on ship ship: failed to set up container networking: network gone not found. Run the play again.", "failed to set up container networking: ")]
    public async Task A_network_that_goes_in_between_is_not_taken_for_a_missing_image(string method, string path, string fragment, string before = "")
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.Refuse(method, path, 404, $"{before}network gone not found");

        var result = await bench.PlayAsync(OnOne(bench), PlayKind.Start);

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.NetworkMissing, error.Code);
        Assert.Contains(fragment, error.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Docker.Containers);
    }

    [Fact]
    public async Task Links_go_to_the_networks()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = bench.Environment().Network("back")
            .Service("web").Instance("web-1", change: Env.On("back"))
            .Instance("web-2", change: i => Env.On("back")(i) with { Links = [new InstanceLink("web-1", "first")] })
            .Build();

        await bench.PlayAsync(environment, PlayKind.Start);

        var web = bench.Docker.Container("web-2");
        Assert.Equal("""["web-1:first"]""", web.Endpoints[$"{environment.Name}_back"]["Links"]!.ToJsonString());
        Assert.Null(web.Request["HostConfig"]!["Links"]);
    }

    [Fact]
    public async Task Removes_a_network_that_nothing_uses_and_keeps_one_that_a_stopped_container_needs()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnTwo(bench);
        await bench.PlayAsync(environment, PlayKind.Start);
        bench.Docker.AddNetwork("idle", Owned(environment));
        bench.Docker.AddNetwork("theirs", new Dictionary<string, string> { ["maestro.environment"] = "shop" });
        bench.Docker.Exit("web-1", 0);

        Assert.Equal(["in use", "removed", "absent", "absent"], await RemoveAsync(bench, environment, $"{environment.Name}_back", "idle", "idle", "theirs"));
        Assert.Equal([$"{environment.Name}_back", $"{environment.Name}_front", "theirs"], bench.Docker.Networks.Select(n => n.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_network_that_somebody_joins_in_between_is_in_use()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        var environment = OnOne(bench);
        bench.Docker.AddNetwork("idle", Owned(environment));
        bench.Docker.Refuse("DELETE", "/networks/*", 403, "network idle has active endpoints");

        Assert.Equal(["in use"], await RemoveAsync(bench, environment, "idle"));
    }

    private static async Task<IReadOnlyList<string>> RemoveAsync(PlayBench bench, MaestroEnvironment environment, params string[] networks)
    {
        await using var connections = new ShipConnections(_ => bench.Docker.CreateClient(), TimeProvider.System);
        await using var events = new EventPump(null);
        using var tokens = new PlayTokens(null, TimeProvider.System, CancellationToken.None);
        var runner = new StepRunner(new PlayContext
        {
            Environment = environment,
            Specs = new ContainerSpecs(environment),
            Connections = connections,
            Facts = new ContainerFacts(new ObservedFleet([]), environment),
            Registries = new RegistryAccess([], new DockerConfig(new Dictionary<string, string>(), TimeProvider.System)),
            Events = events,
            Time = TimeProvider.System,
        });
        var words = new List<string>();
        foreach (var network in networks)
        {
            words.Add(await runner.RunAsync(new RemoveNetworkStep(network) { Number = 1, Ship = environment.Ships[0], Cause = "test" }, tokens));
        }

        return words;
    }

    private static Dictionary<string, string> Owned(MaestroEnvironment environment) => new() { ["maestro.environment"] = environment.Name };

    private static MaestroEnvironment OnOne(PlayBench bench) => bench.Environment().Network("back").Service("web").Instance("web-1", change: Env.On("back")).Build();

    private static MaestroEnvironment OnTwo(PlayBench bench) => bench.Environment()
        .Network("back", n => n with { Labels = new Dictionary<string, string> { ["team"] = "core" } })
        .Network("front")
        .Service("web").Instance("web-1", change: i => i with
        {
            Networks = [new NetworkAttachment("front") { Aliases = ["shop"] }, new NetworkAttachment("back") { Ipv4Address = "10.5.0.10" }],
        })
        .Build();
}
