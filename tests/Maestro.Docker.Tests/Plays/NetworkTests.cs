using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

/// <summary>User-defined networks on the real engine.</summary>
[Collection(RealEngineCollection.Name)]
public sealed class NetworkTests(RealEngineFixture fixture)
{
    // Two networks; the asker is on both, and each of the two servers on one.
    private const string TwoNetworks = """
        networks: {front: , back: {internal: true, ipam: {subnet: 10.213.7.0/24} } }
        services:
          left:
            image: IMAGE
            command: SERVE
            networks: [front]
            instances: {"@left": {ship: local} }
          right:
            image: IMAGE
            command: SERVE
            instances:
              "@right": {ship: local, networks: {back: {aliases: [store], ipv4_address: 10.213.7.10} } }
          asker:
            image: IMAGE
            command: SERVE
            requires: [left, right]
            networks: [front, back]
            instances: {"@asker": {ship: local} }
        """;

    [Fact]
    public async Task Containers_find_each_other_by_the_names_of_instance_and_service_on_their_networks_alone()
    {
        await using var file = Write(TwoNetworks);

        Succeed(await file.StartAsync());

        Assert.All(
            new[] { "left", file.Named("@left"), "right", file.Named("@right"), "store", "asker" },
            name => Assert.Equal(0, RunAsync(file, "@asker", name).GetAwaiter().GetResult()));
        Assert.Equal(0, await RunAsync(file, "@left", file.Named("@asker")));
        Assert.NotEqual(0, await RunAsync(file, "@left", "right"));
        Assert.Equal("10.213.7.10", (string?)(await file.InspectAsync("@right"))!["NetworkSettings"]!["Networks"]![$"{file.Name}_back"]!["IPAddress"]);
        Assert.Equal(file.Named("@asker"), (string?)(await file.InspectAsync("@asker"))!["Config"]!["Hostname"]);
    }

    [Fact]
    public async Task A_second_start_makes_no_network_again_also_for_a_container_made_anew()
    {
        await using var file = Write(TwoNetworks);
        Succeed(await file.StartAsync());
        var before = await file.NetworksAsync($"{file.Name}_front");
        Assert.Empty(Succeed(await file.StartAsync()).Steps);
        Succeed(await file.StopAsync());

        var again = Succeed(await file.StartAsync());

        Assert.DoesNotContain(again.Steps, s => s.Step.Kind == StepKind.CreateNetwork);
        Assert.Equal(before, await file.NetworksAsync($"{file.Name}_front"));
        Assert.Equal(0, await RunAsync(file, "@asker", "right"));
    }

    [Fact]
    public async Task Stop_and_clean_leave_the_networks()
    {
        await using var file = Write(TwoNetworks);
        Succeed(await file.StartAsync());
        Succeed(await file.StopAsync());
        Succeed(await file.PlayAsync(new Play(PlayKind.Clean)));

        Assert.Single(await file.NetworksAsync($"{file.Name}_back"));
    }

    [Fact]
    public async Task Two_environments_that_start_at_once_make_one_network_each_of_their_own()
    {
        await using var one = Write(TwoNetworks.Replace("10.213.7.", "10.213.8.", StringComparison.Ordinal));
        await using var two = Write(TwoNetworks.Replace("10.213.7.", "10.213.9.", StringComparison.Ordinal));

        var results = await Task.WhenAll(one.StartAsync(), two.StartAsync());

        Assert.All(results, r => Succeed(r));
        Assert.Single(await one.NetworksAsync($"{one.Name}_front"));
        Assert.Single(await two.NetworksAsync($"{two.Name}_front"));
        Assert.NotEqual(0, await RunAsync(one, "@asker", two.Named("@left")));
    }

    [Fact]
    public async Task An_external_network_must_be_there()
    {
        await using var file = Write("""
            networks: {theirs: {external: true, name: "@theirs"} }
            services: {app: {image: IMAGE, command: SERVE, networks: [theirs], instances: {"@app": {ship: local} } } }
            """);

        var refusal = await Assert.ThrowsAsync<MaestroException>(file.StartAsync);
        Assert.Equal(DiagnosticCodes.NetworkMissing, Assert.Single(refusal.Diagnostics).Code);
        Assert.Null(await file.InspectAsync("@app"));

        await using var client = fixture.Engine.CreateClient();
        await client.CreateNetworkAsync(new CreateNetworkRequest { Name = file.Named("@theirs") }, CancellationToken.None);
        Succeed(await file.StartAsync());
        Assert.NotNull((await file.InspectAsync("@app"))!["NetworkSettings"]!["Networks"]![file.Named("@theirs")]);
    }

    [Fact]
    public async Task A_tcp_check_passes_for_a_container_on_a_user_network_alone()
    {
        await using var file = Write("""
            networks: {own: }
            services:
              app:
                image: IMAGE
                command: SERVE
                networks: [own]
                ports: {http: "80:auto"}
                lifecycle: {running: [{type: tcp, port: http, max_wait: 20}]}
                instances: {"@app": {ship: local} }
            """);

        var result = Succeed(await file.StartAsync());

        Assert.InRange(Assert.Single(result.Endpoints).Port, 1024, 65535);
    }

    private LiveFile Write(string text) => new LiveFile(fixture.Engine).Write(text
        .Replace("IMAGE", $"\"{RealEngine.Busybox}\"", StringComparison.Ordinal)
        .Replace("SERVE", $"[sh, -c, \"{Programs.Serve}\"]", StringComparison.Ordinal));

    // What asking for a name inside a container exits with; the answer of Docker's own name server.
    private Task<int> RunAsync(LiveFile file, string container, string name)
        => fixture.Engine.ExecAsync(file.Named(container), "sh", "-c", $"nslookup {name} 127.0.0.11");

    private static PlayResult Succeed(PlayResult result)
    {
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result;
    }
}
