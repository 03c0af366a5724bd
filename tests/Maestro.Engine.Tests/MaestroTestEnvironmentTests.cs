using System.Net;
using System.Net.Sockets;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Testing;
using Maestro.Testing;

namespace Maestro.Engine.Tests;

public sealed class MaestroTestEnvironmentTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"tested-{Guid.NewGuid():N}"[..20]; // its own, since a lock hangs on it
    private readonly int _port = FreePort();
    private FakeDocker _docker = null!;
    private string _file = null!;

    private string Runs => Path.Combine(_folder.Path, "runs");

    private string Noted => RunFile.FolderOf(Runs, _name, _file);

    private IEnumerable<string> Containers => _docker.Containers.Select(c => c.Name).Order(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        _docker = await FakeDocker.StartAsync();
        _docker.PublishPorts = true;
        _docker.AddImage("fleet/db:1");
        _docker.AddImage("fleet/web:1");
        _file = _folder.Write("maestro.yaml", $$$"""
            name: {{{_name}}}
            ships:
              here: {ip: 127.0.0.1, docker_host: "{{{_docker.UnixHost}}}"}
            services:
              db:
                image: fleet/db:1
                instances:
                  db-1: {ship: here, ports: {sql: "5432:auto"}}
                  db-2: {ship: here, ports: {sql: "5432:auto"}}
              web:
                image: fleet/web:1
                requires: [db]
                instances:
                  web-1: {ship: here, ports: {http: "80:{{{_port}}}"}}
            """);
    }

    public async Task DisposeAsync()
    {
        await _docker.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_copy_is_up_until_it_is_disposed_of()
    {
        await using (var env = await StartAsync())
        {
            Assert.Equal([$"db-1-{env.Run}", $"db-2-{env.Run}", $"web-1-{env.Run}"], Containers);
            Assert.All(_docker.Containers, c => Assert.Equal("running", c.State));
        }

        Assert.Empty(_docker.Containers);
        Assert.False(Directory.Exists(Noted));
    }

    [Fact]
    public async Task It_says_where_everything_is_under_the_names_of_the_file()
    {
        await using var env = await StartAsync();

        var web = env.Endpoint("web", "http");
        Assert.Equal($"http://127.0.0.1:{web.Port}/", web.ToUri("http").ToString());
        Assert.NotEqual(_port, web.Port);
        Assert.Equal("db-1", env.Endpoint("db", "sql").Instance);
        Assert.Equal("db-2", env.Endpoint("db", "db-2", "sql").Instance);
        Assert.Equal($"{web.Port}", env.Variables["WEB_WEB_1_HTTP_PORT"]);
        Assert.Equal("db-1,db-2", env.Variables["DB_INSTANCES"]);
    }

    [Theory]
    [InlineData("web", "sql")]
    [InlineData("wbe", "http")]
    public async Task What_it_does_not_have_is_an_error_that_lists_what_it_has(string service, string port)
    {
        await using var env = await StartAsync();

        var refusal = Assert.Throws<MaestroException>(() => env.Endpoint(service, port)).Diagnostics[0];

        Assert.Equal("MAESTRO684", refusal.Code.Id);
        Assert.Contains("web/web-1/http", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_have_nothing_in_common()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();

        Assert.NotEqual(one.Run, other.Run);
        Assert.NotEqual(one.Endpoint("web", "http").Port, other.Endpoint("web", "http").Port);
        Assert.Equal(6, _docker.Containers.Count);
    }

    [Fact]
    public async Task Those_who_name_a_copy_share_it_and_the_last_takes_it_down()
    {
        var one = await StartAsync(Named("ci"));
        var other = await StartAsync(Named("ci"));
        Assert.Equal(["db-1-ci", "db-2-ci", "web-1-ci"], Containers);
        Assert.Equal(one.Endpoint("web", "http"), other.Endpoint("web", "http"));

        Assert.True((await one.EndAsync()).IsUp);
        Assert.Equal(3, _docker.Containers.Count);

        Assert.False((await other.EndAsync()).IsUp);
        Assert.Empty(_docker.Containers);
    }

    [Fact]
    public async Task A_start_that_fails_says_why_and_leaves_nothing()
    {
        _docker.OnStart("web-1-ci").Fail("no such device");

        var failure = await Assert.ThrowsAsync<MaestroException>(() => StartAsync(Named("ci")));

        Assert.Contains("no such device", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_docker.Containers);
        Assert.False(Directory.Exists(Noted));
    }

    [Theory]
    [InlineData(TestEnvironmentKeep.OnFailure)]
    [InlineData(TestEnvironmentKeep.Always)]
    public async Task A_start_that_fails_is_kept_on_request(TestEnvironmentKeep keep)
    {
        _docker.OnStart("web-1-ci").Fail("no such device");

        var failure = await Assert.ThrowsAsync<MaestroException>(() => StartAsync(Named("ci") with { Keep = keep }));

        var kept = Assert.Single(failure.Diagnostics, d => d.Code.Id == "MAESTRO682");
        Assert.Contains($"maestro down -a -f {_file} --run ci", kept.Message, StringComparison.Ordinal);
        Assert.Contains("db-1-ci", Containers);
        Assert.False(Directory.Exists(Noted));
    }

    [Fact]
    public async Task A_start_that_is_cancelled_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        using var gate = _docker.Hold("POST", "/containers/*/start");
        var starting = MaestroTestEnvironment.StartAsync(_file, Named("ci"), Runs, cancellation.Token);

        await gate.Reached;
        await cancellation.CancelAsync();
        gate.Release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        Assert.Empty(_docker.Containers);
        Assert.False(Directory.Exists(Noted));
    }

    [Theory]
    [InlineData(TestEnvironmentKeep.Never, true, false)]
    [InlineData(TestEnvironmentKeep.OnFailure, false, false)]
    [InlineData(TestEnvironmentKeep.OnFailure, true, true)]
    [InlineData(TestEnvironmentKeep.Always, false, true)]
    public async Task Containers_stay_when_that_was_asked_for(TestEnvironmentKeep keep, bool failed, bool stays)
    {
        var env = await StartAsync(Named("ci") with { Keep = keep });
        env.Failed = failed;

        var end = await env.EndAsync();

        Assert.Equal((stays, stays ? 3 : 0), (end.IsUp, _docker.Containers.Count));
        Assert.Equal(stays ? ["MAESTRO682"] : Array.Empty<string>(), end.Diagnostics.Select(d => d.Code.Id));
    }

    [Fact]
    public async Task One_user_of_a_shared_copy_keeps_it_for_all()
    {
        var failing = await StartAsync(Named("ci") with { Keep = TestEnvironmentKeep.OnFailure });
        var passing = await StartAsync(Named("ci") with { Keep = TestEnvironmentKeep.OnFailure });
        failing.Failed = true;

        await failing.EndAsync();
        var end = await passing.EndAsync();

        Assert.True(end.IsUp);
        Assert.Equal(3, _docker.Containers.Count);
    }

    [Fact]
    public async Task What_a_dead_process_has_left_is_taken_down_before_a_start()
    {
        await PlayAsync(new Play(PlayKind.Start) { Run = "dead" });
        (await RunFile.JoinAsync(Noted, "dead", TimeProvider.System, CancellationToken.None)).Dispose();

        await using var env = await StartAsync(Named("ci"));

        Assert.Equal(["db-1-ci", "db-2-ci", "web-1-ci"], Containers);
        Assert.Single(Directory.EnumerateFileSystemEntries(Noted));
    }

    [Fact]
    public async Task What_could_not_be_taken_down_is_told_and_tried_again_by_the_next_start()
    {
        var env = await StartAsync(Named("left"));
        _docker.OnStop("db-1-left").Fail("no permission", times: 1);

        var end = await env.EndAsync();
        Assert.True(end.IsUp);
        Assert.Equal("MAESTRO683", end.Diagnostics[^1].Code.Id);
        Assert.Contains("db-1-left", Containers);

        await using var next = await StartAsync(Named("ci"));
        Assert.Equal(["db-1-ci", "db-2-ci", "web-1-ci"], Containers);
    }

    [Fact]
    public async Task What_is_up_is_used_with_one_call_and_left()
    {
        await PlayAsync(new Play(PlayKind.Start));
        var before = _docker.Requests.Count;

        var env = await StartAsync(new TestEnvironmentOptions { Reuse = true });
        var calls = _docker.Requests.Skip(before).Select(r => $"{r}").ToList();
        var end = await env.EndAsync();

        Assert.Null(env.Run);
        Assert.Equal(_port, env.Endpoint("web", "http").Port);
        Assert.Single(calls, c => c.Contains("/containers/json", StringComparison.Ordinal));
        Assert.All(calls, c => Assert.True(c.Contains("/containers/json", StringComparison.Ordinal) || c.Contains("/_ping", StringComparison.Ordinal) || c.Contains("/version", StringComparison.Ordinal), c));
        Assert.True(end.IsUp);
        Assert.Equal(["db-1", "db-2", "web-1"], Containers);
    }

    [Fact]
    public async Task A_failed_run_leaves_the_logs_of_all_containers_among_its_files()
    {
        _docker.OnStart("web-1-ci").Write("out of memory");
        var env = await StartAsync(Named("ci") with { Settings = new ConductorSettings { ArtifactsPath = Path.Combine(_folder.Path, "files") } });
        env.Failed = true;

        await env.EndAsync();

        Assert.Contains("out of memory", await File.ReadAllTextAsync(Path.Combine(env.ArtifactsPath!, "logs", "web-1.log")), StringComparison.Ordinal);
        Assert.Contains("\"port\"", await File.ReadAllTextAsync(Path.Combine(env.ArtifactsPath!, "endpoints.json")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(env.ArtifactsPath!, "down", "events.jsonl")));
    }

    [Fact]
    public async Task It_ends_once_however_often_it_is_told_to()
    {
        var env = await StartAsync();

        var ends = await Task.WhenAll(env.EndAsync(), env.EndAsync());
        await env.DisposeAsync();

        Assert.Same(ends[0], ends[1]);
    }

    [Fact]
    public async Task A_file_that_is_wrong_is_told_with_its_place()
    {
        await File.WriteAllTextAsync(_file, (await File.ReadAllTextAsync(_file)).Replace("ship: here", "ship: nowhere", StringComparison.Ordinal));

        var refusal = await Assert.ThrowsAsync<MaestroException>(() => StartAsync());

        Assert.Equal(_file, refusal.Diagnostics[0].Location!.File);
        Assert.True(refusal.Diagnostics[0].Location!.Line > 0);
    }

    [Fact]
    public async Task A_ship_that_cannot_be_reached_is_told_of_once()
    {
        await File.WriteAllTextAsync(_file, (await File.ReadAllTextAsync(_file)).Replace(_docker.UnixHost, "unix:///nowhere/docker.sock", StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<MaestroException>(() => StartAsync());

        Assert.Equal(["MAESTRO506"], failure.Diagnostics.Select(d => d.Code.Id));
    }

    [Theory]
    [InlineData("never", TestEnvironmentKeep.Never)]
    [InlineData("ONFAILURE", TestEnvironmentKeep.OnFailure)]
    [InlineData(" Always ", TestEnvironmentKeep.Always)]
    [InlineData("", TestEnvironmentKeep.Never)]
    public void What_to_keep_is_read_in_whatever_case(string text, TestEnvironmentKeep expected)
        => Assert.Equal(expected, TestEnvironmentOptions.ParseKeep(text));

    [Theory]
    [InlineData("sometimes")]
    [InlineData("1")]
    public void What_says_nothing_about_what_to_keep_is_refused(string text)
        => Assert.Contains("Never, OnFailure or Always", Assert.Throws<MaestroException>(() => TestEnvironmentOptions.ParseKeep(text)).Message, StringComparison.Ordinal);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static TestEnvironmentOptions Named(string run) => new() { Start = new Play(PlayKind.Start) { Run = run } };

    private Task<MaestroTestEnvironment> StartAsync(TestEnvironmentOptions? options = null)
        => MaestroTestEnvironment.StartAsync(_file, options ?? new TestEnvironmentOptions(), Runs, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

    private async Task PlayAsync(Play play)
    {
        var conductor = new Conductor();
        Assert.True((await conductor.PlayAsync(conductor.Load(_file), play, null, CancellationToken.None)).Succeeded);
    }
}
