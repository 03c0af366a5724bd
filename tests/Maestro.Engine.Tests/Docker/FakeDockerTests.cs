using System.Globalization;
using System.Net.Sockets;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

/// <summary>What other tests rely on when they use the fake engine, beyond what it has in common with a real one.</summary>
public sealed class FakeDockerTests : IAsyncLifetime
{
    private FakeDocker _docker = null!;
    private IDockerClient _client = null!;

    public async Task InitializeAsync()
    {
        _docker = await FakeDocker.StartAsync();
        _docker.AddImage("redis:7");
        _client = _docker.CreateClient();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _docker.DisposeAsync();
    }

    [Fact]
    public async Task Is_reached_by_unix_socket_and_by_tcp()
    {
        await using var tcp = _docker.CreateClient(tcp: true);
        await CreateAsync("db-1");

        Assert.Single(await _client.ListContainersAsync(CancellationToken.None));
        Assert.Single(await tcp.ListContainersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Records_calls_in_order_with_their_times()
    {
        await CreateAsync("db-1");
        using var gate = _docker.Hold("POST", "/containers/*/start");
        var start = _client.StartContainerAsync("db-1", CancellationToken.None);
        await gate.Reached;

        var held = _docker.RequestsTo("POST", "/containers/db-1/start").Single();
        Assert.Null(held.End);
        gate.Release();
        await start;
        await FakeDocker.WaitUntilAsync(() => held.End is not null, "the end of the call");

        Assert.Equal(["GET /_ping", "POST /containers/create", "POST /containers/db-1/start"], _docker.Requests.Select(request => request.ToString()));
        Assert.Equal(204, held.Status);
        Assert.True(held.End >= held.Begin);
    }

    [Fact]
    public async Task Publishes_ports_that_really_listen_once_the_service_does()
    {
        _docker.PublishPorts = true;
        _docker.OnStart("db-1").OpenPortsAfter(TimeSpan.FromMilliseconds(50));
        var free = FreePort();
        await CreateAsync("db-1", free);
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        await FakeDocker.WaitUntilAsync(() => Accepts(free), "the port");
        await _client.StopContainerAsync("db-1", TimeSpan.Zero, CancellationToken.None);

        Assert.False(Accepts(free));
    }

    [Fact]
    public async Task Publishes_the_ports_it_chooses_itself()
    {
        _docker.PublishPorts = true;
        await CreateAsync("db-1", external: 0);
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        var port = Assert.Single((await _client.InspectContainerAsync("db-1", CancellationToken.None))!.Ports);

        Assert.True(Accepts(port.External));
    }

    [Fact]
    public async Task Closes_connections_at_once_behind_a_proxy_whose_service_does_not_listen_yet()
    {
        _docker.PublishPorts = true;
        _docker.HasUserlandProxy = true;
        _docker.OnStart("db-1").OpenPortsAfter(TimeSpan.FromHours(1));
        var free = FreePort();
        await CreateAsync("db-1", free);
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        using var socket = new TcpClient("127.0.0.1", free);

        Assert.Equal(0, await socket.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(FakeDocker.Patience));
    }

    [Fact]
    public async Task Refuses_a_port_that_another_container_has()
    {
        _docker.PublishPorts = true;
        var free = FreePort();
        await CreateAsync("db-1", free);
        await CreateAsync("db-2", free);
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.StartContainerAsync("db-2", CancellationToken.None));

        Assert.Contains($"Bind for 0.0.0.0:{free} failed: port is already allocated", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brings_a_container_back_as_its_restart_policy_says()
    {
        _docker.OnStart("db-1").Exit(1, times: 2);
        await _client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "redis:7", RestartPolicy = "on-failure", MaximumRetryCount = 5 }, CancellationToken.None);

        await _client.StartContainerAsync("db-1", CancellationToken.None);

        await FakeDocker.WaitUntilAsync(() => _docker.Container("db-1") is { RestartCount: 2, State: "running" }, "the second restart");
    }

    [Fact]
    public async Task Leaves_a_stopped_container_stopped_whatever_its_restart_policy()
    {
        _docker.RestartDelay = TimeSpan.FromHours(1);
        _docker.OnStart("db-1").Exit(1);
        await _client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "redis:7", RestartPolicy = "always" }, CancellationToken.None);
        await _client.StartContainerAsync("db-1", CancellationToken.None);
        await FakeDocker.WaitUntilAsync(() => _docker.Container("db-1").State == "restarting", "the exit");

        Assert.True(await _client.StopContainerAsync("db-1", TimeSpan.Zero, CancellationToken.None));

        Assert.Equal("exited", _docker.Container("db-1").State);
    }

    [Fact]
    public async Task Becomes_healthy_when_told_to()
    {
        _docker.OnStart("db-1").HealthCheck(healthyAfter: TimeSpan.FromMilliseconds(10));
        await CreateAsync("db-1");
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        await FakeDocker.WaitUntilAsync(() => _docker.Container("db-1").Health == "healthy", "health");
    }

    [Fact]
    public async Task Fails_to_stop_when_told_to()
    {
        _docker.OnStop("db-1").Fail("tried to kill container, but did not receive an exit event", times: 1);
        await CreateAsync("db-1");
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        await Assert.ThrowsAsync<DockerApiException>(() => _client.StopContainerAsync("db-1", TimeSpan.Zero, CancellationToken.None));

        Assert.True(await _client.StopContainerAsync("db-1", TimeSpan.Zero, CancellationToken.None));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Accepts(int port)
    {
        try
        {
            using var socket = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Task<CreatedContainer> CreateAsync(string name, int? external = null) => _client.CreateContainerAsync(
        name,
        new CreateContainerRequest
        {
            Image = "redis:7",
            PortBindings = external is null ? null : [new("6379/tcp", "0.0.0.0", external == 0 ? string.Empty : external.Value.ToString(CultureInfo.InvariantCulture))],
        },
        CancellationToken.None);
}
