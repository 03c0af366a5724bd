using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Maestro.Engine.Docker;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

/// <summary>An environment and copies of it on one real engine, at once.</summary>
[Collection(RealEngineCollection.Name)]
public sealed class RunCopyTests(RealEngineFixture fixture)
{
    // Peers that must know each other's ports, as those of ZooKeeper do, and a service that keeps something in a volume and answers on a network.
    private const string Quorum = """
        networks: {back: {ipam: {subnet: 10.213.17.0/24} } }
        services:
          zk:
            image: IMAGE
            command: [sh, -c, "SERVE"]
            stop_timeout: 2
            lifecycle: {running: [{type: tcp, port: http, max_wait: 20}]}
            instances:
              "@zk-1": {ship: local, ports: {http: "80:FIRST"}}
              "@zk-2": {ship: local, ports: {http: "80:SECOND"}}
          app:
            image: IMAGE
            command: [sh, -c, "echo $CONTAINER_NAME on $(hostname) >> /data/started; SERVE"]
            stop_timeout: 2
            requires: [zk]
            networks: {back: {ipv4_address: 10.213.17.10} }
            volumes: {"@data": /data}
            instances: {"@app": {ship: local} }
        """;

    [Fact]
    public async Task The_environment_and_two_copies_run_at_once_and_each_finds_its_own()
    {
        await using var file = Write();

        var results = await Task.WhenAll(file.StartAsync(), StartAsync(file, "one"), StartAsync(file, "two"));

        Assert.All(results, r => Succeed(r));
        Assert.Equal(6, results.SelectMany(r => r.Endpoints).Select(e => e.Port).Distinct().Count());
        foreach (var result in results)
        {
            var suffix = result.Run is null ? string.Empty : $"-{result.Run}";
            foreach (var endpoint in result.Endpoints)
            {
                Assert.True(await AnswersAsync(endpoint));
                var published = (await file.InspectAsync($"{endpoint.Instance}{suffix}"))!["NetworkSettings"]!["Ports"]!["80/tcp"]![0]!["HostPort"];
                Assert.Equal($"{endpoint.Port}", (string?)published);
            }

            // Each has been told of both, itself and its peer; so has the service that requires them.
            IEnumerable<string> told = [.. result.Endpoints.Select(e => $"ZK_{VariableOf(e.Instance)}_HTTP_PORT={e.Port}")];
            foreach (var instance in new[] { "@zk-1", "@zk-2", "@app" })
            {
                Assert.Subset((await EnvironmentOf(file, $"{instance}{suffix}")).ToHashSet(), told.ToHashSet());
            }

            Assert.Equal(0, await fixture.Engine.ExecAsync(file.Named($"@app{suffix}"), "sh", "-c", string.Join(" && ", result.Endpoints.Select(e => $"nc -w 3 {e.Host} {e.Port} </dev/null"))));
            Assert.Equal(0, await fixture.Engine.ExecAsync(file.Named($"@app{suffix}"), "sh", "-c", $"test \"$(hostname)\" = {file.Named($"@app{suffix}")} && test $CONTAINER_NAME = {file.Named("@app")} && nslookup app 127.0.0.11"));
            Assert.Equal(0, await fixture.Engine.ExecAsync(file.Named($"@app{suffix}"), "sh", "-c", "test $(wc -l < /data/started) = 1"));
        }
    }

    [Fact]
    public async Task A_second_start_of_a_copy_changes_nothing_and_a_restart_keeps_its_ports()
    {
        await using var file = Write();
        var first = Succeed(await StartAsync(file, "ci"));

        var second = Succeed(await StartAsync(file, "ci"));

        Assert.Empty(second.Steps);
        Assert.All(second.Instances, i => Assert.Equal("up", i.Outcome));
        Assert.Equal(first.Endpoints, second.Endpoints);
        Assert.Equal(first.Instances.Select(i => i.ContainerId), second.Instances.Select(i => i.ContainerId));
        var status = Succeed(await file.PlayAsync(new Play(PlayKind.Status) { Run = "ci" }));
        Assert.All(status.Instances, i => Assert.StartsWith("running", i.Outcome, StringComparison.Ordinal));
        Assert.Equal(first.Endpoints, Succeed(await file.PlayAsync(new Play(PlayKind.Restart) { Run = "ci" })).Endpoints);
    }

    [Fact]
    public async Task A_down_takes_one_copy_and_leaves_the_environment_and_the_other()
    {
        await using var file = Write();
        var results = await Task.WhenAll(file.StartAsync(), StartAsync(file, "one"), StartAsync(file, "two"));
        Assert.All(results, r => Succeed(r));
        file.Write("services: {other: {image: x, instances: {other-1: {ship: local} } } }"); // as after a change of branch

        var down = Succeed(await DownAsync(file, "one"));

        Assert.Empty(down.Diagnostics);
        Assert.Equal(["app", "app-two", "zk-1", "zk-1-two", "zk-2", "zk-2-two"], await ContainersAsync(file));
        Assert.Equal(["", "two"], (await NetworksAsync(file)).Order());
        Assert.Equal([file.Named("@data-two")], await VolumesAsync(file));
        foreach (var endpoint in results.Where(r => r.Run != "one").SelectMany(r => r.Endpoints))
        {
            Assert.True(await AnswersAsync(endpoint));
        }

        Assert.Contains(Succeed(await DownAsync(file, "one")).Diagnostics, d => d.Code.Id == "MAESTRO662");
        Succeed(await DownAsync(file, "two"));
        Assert.Empty(await VolumesAsync(file));
    }

    [Fact]
    public async Task What_a_killed_run_has_left_is_swept_when_its_time_is_over()
    {
        await using var file = Write();
        Succeed(await file.StartAsync());
        await KillInTheMiddleAsync(file, "--expires", "1s");

        await Eventually.IsTrueAsync(async () => Succeed(await file.StartAsync()).Steps.Any(s => s.Word == "swept"), "the copy is swept");

        Assert.Equal(["app", "zk-1", "zk-2"], await ContainersAsync(file));
        Assert.Empty(await VolumesAsync(file));
        Assert.Equal([""], await NetworksAsync(file));
    }

    [Fact]
    public async Task A_killed_run_whose_time_is_not_over_can_be_taken_up_again_or_down()
    {
        await using var file = Write();
        var found = await KillInTheMiddleAsync(file);

        Assert.DoesNotContain(Succeed(await file.StartAsync()).Steps, s => s.Step.Kind == StepKind.Sweep);
        Assert.Equal("up", Assert.Single(Succeed(await StartAsync(file, "dead")).Instances, i => i.ContainerId == found).Outcome);
        Succeed(await DownAsync(file, "dead"));
        Assert.Equal(["app", "zk-1", "zk-2"], await ContainersAsync(file));
    }

    [Fact]
    public async Task A_port_that_a_program_of_the_ship_listens_on_is_another_one()
    {
        await using var file = Write("""
            services:
              web:
                image: IMAGE
                command: [sh, -c, "SERVE"]
                stop_timeout: 2
                ports: {http: "80:FIRST"}
                instances: {"@web": {ship: local} }
            """);
        var wanted = Assert.Single(Succeed(await StartAsync(file, "ci")).Endpoints).Port;
        Succeed(await DownAsync(file, "ci"));
        using var program = new TcpListener(IPAddress.Any, wanted);
        program.Start();

        var result = Succeed(await StartAsync(file, "ci"));

        var endpoint = Assert.Single(result.Endpoints);
        Assert.NotEqual(wanted, endpoint.Port);
        Assert.True(await AnswersAsync(endpoint));
        Assert.Contains($"WEB_{VariableOf(file.Named("@web"))}_HTTP_PORT={endpoint.Port}", await EnvironmentOf(file, "@web-ci"));
        Succeed(await DownAsync(file, "ci"));
    }

    /// <summary>Starts the copy 'dead' in a process of its own, and kills it when the first of its containers runs.</summary>
    /// <returns>The id of that container.</returns>
    private async Task<string> KillInTheMiddleAsync(LiveFile file, params string[] options)
    {
        using var maestro = MaestroProcess.Start(["start", "-f", file.File, "--run", "dead", "--step-delay", "60", .. options]);
        await using var client = fixture.Engine.CreateClient();
        ContainerSummary? first = null;
        await Eventually.IsTrueAsync(
            async () => (first = (await client.ListContainersAsync(CancellationToken.None)).FirstOrDefault(c => c.State == "running" && c.Name.StartsWith(file.Name, StringComparison.Ordinal) && c.Name.EndsWith("-dead", StringComparison.Ordinal))) is not null,
            "the first container of the copy runs");
        maestro.Kill();
        await maestro.ExitCodeAsync();
        return first!.Id;
    }

    private static Task<PlayResult> StartAsync(LiveFile file, string run) => file.PlayAsync(new Play(PlayKind.Start) { Run = run });

    private static Task<PlayResult> DownAsync(LiveFile file, string run) => file.PlayAsync(new Play(PlayKind.Down) { Run = run });

    private static PlayResult Succeed(PlayResult result)
    {
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result;
    }

    // What is sent comes back.
    private static async Task<bool> AnswersAsync(ServiceEndpoint endpoint)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port).WaitAsync(TimeSpan.FromSeconds(10));
        await client.GetStream().WriteAsync("x"u8.ToArray());
        return await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(10)) == 1;
    }

    private static string VariableOf(string name) => name.ToUpperInvariant().Replace('-', '_');

    private static async Task<IEnumerable<string>> EnvironmentOf(LiveFile file, string container)
        => (await file.InspectAsync(container))!["Config"]!["Env"]!.AsArray().Select(v => (string)v!);

    private LiveFile Write(string text = Quorum) => new LiveFile(fixture.Engine).Write(
        text
            .Replace("IMAGE", $"\"{RealEngine.Busybox}\"", StringComparison.Ordinal)
            .Replace("SERVE", Programs.Serve, StringComparison.Ordinal)
            .Replace("FIRST", $"{FreePort()}", StringComparison.Ordinal)
            .Replace("SECOND", $"{FreePort()}", StringComparison.Ordinal),
        MachineAddress.Find());

    /// <summary>The containers of the file and its copies, without what all their names begin with.</summary>
    private async Task<IReadOnlyList<string>> ContainersAsync(LiveFile file)
    {
        await using var client = fixture.Engine.CreateClient();
        var all = await client.ListContainersAsync(CancellationToken.None);
        return [.. all.Where(c => c.Labels.GetValueOrDefault(ContainerLabels.Environment) == file.Name).Select(c => c.Name[file.Named("@").Length..]).Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<string>> NetworksAsync(LiveFile file)
    {
        await using var client = fixture.Engine.CreateClient();
        var all = await client.ListNetworksAsync(CancellationToken.None);
        return [.. all.Where(n => n.Labels.GetValueOrDefault(ContainerLabels.Environment) == file.Name).Select(n => n.Labels.GetValueOrDefault(ContainerLabels.Run, string.Empty))];
    }

    private async Task<IReadOnlyList<string>> VolumesAsync(LiveFile file)
    {
        await using var client = fixture.Engine.CreateClient();
        return [.. (await client.ListVolumesAsync(ContainerLabels.Run, CancellationToken.None)).Where(v => v.Labels[ContainerLabels.Environment] == file.Name).Select(v => v.Name)];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
