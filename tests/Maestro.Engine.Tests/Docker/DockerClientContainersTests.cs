using System.Net;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public sealed class DockerClientContainersTests : IAsyncLifetime
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
    public async Task Sends_of_a_create_request_what_is_set_and_nothing_else()
    {
        await _client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "redis:7" }, CancellationToken.None);

        var request = _docker.RequestsTo("POST", "/containers/create").Single();
        Assert.Equal("""{"Image":"redis:7","HostConfig":{}}""", request.Body!.ToJsonString());
        Assert.Equal("db-1", request.Query["name"]);
        Assert.Equal("docker", request.Host);
    }

    [Fact]
    public async Task Sends_a_full_create_request_in_the_engines_shape()
    {
        var created = await _client.CreateContainerAsync("db-1", Full(), CancellationToken.None);

        Assert.Equal(_docker.Container("db-1").Id, created.Id);
        Assert.Empty(created.Warnings);
        Assert.Equal(
            """
            {"Image":"redis:7","Hostname":"db-1","User":"www","WorkingDir":"/srv","Entrypoint":["/init"],"Cmd":["--port","6379"],"Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":1500000000,"Timeout":1000000,"StartPeriod":90000000000,"StartInterval":100000000,"Retries":3},"Env":["A=1","B"],"Labels":{"l":"v"},"ExposedPorts":{"99/tcp":{},"6379/tcp":{},"53/udp":{}},"Volumes":{"/cache":{}},
            "HostConfig":{"PortBindings":{"6379/tcp":[{"HostIp":"0.0.0.0","HostPort":"6379"},{"HostIp":"127.0.0.1","HostPort":""}],"53/udp":[{"HostIp":"0.0.0.0","HostPort":"5000-5010"}]},
            "Binds":["/data:/data:ro"],"VolumesFrom":["data-1"],"Links":["app-1:app"],"NetworkMode":"bridge","Dns":["8.8.8.8"],"ExtraHosts":["web:10.0.0.1"],
            "Init":true,"Tmpfs":{"/run":"","/tmp":"size=1m"},"ShmSize":2048,"Privileged":true,"CapAdd":["NET_ADMIN"],"CapDrop":["MKNOD"],"SecurityOpt":["label:disable"],"Memory":1024,"MemorySwap":-1,"CpuShares":10,
            "Ulimits":[{"Name":"nofile","Soft":1,"Hard":2}],"LogConfig":{"Type":"syslog","Config":{"tag":"x"}},"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":3}},
            "NetworkingConfig":{"EndpointsConfig":{"bridge":{"Aliases":["db"],"Links":["app-1:app"],"IPAMConfig":{"IPv4Address":"10.5.0.10","IPv6Address":"2001:db8::10"}}}}}
            """.ReplaceLineEndings(string.Empty),
            _docker.RequestsTo("POST", "/containers/create").Single().Body!.ToJsonString());
    }

    [Fact]
    public async Task Sends_the_platform_beside_the_body()
    {
        await _client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "redis:7", Platform = "linux/amd64" }, CancellationToken.None);

        Assert.Equal("linux/amd64", _docker.RequestsTo("POST", "/containers/create").Single().Query["platform"]);
    }

    [Fact]
    public async Task Refuses_a_platform_that_the_engine_would_leave_aside()
    {
        _docker.ApiVersion = "1.40";

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(
            () => _client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "redis:7", Platform = "linux/amd64" }, CancellationToken.None));

        Assert.Equal(ConnectionProblem.EngineVersion, exception.Problem);
        Assert.Contains("is spoken to in API version 1.40, and a platform needs 1.41", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_docker.Containers);
    }

    [Fact]
    public async Task Passes_on_why_a_create_was_refused()
    {
        var exception = await Assert.ThrowsAsync<DockerApiException>(
            () => _client.CreateContainerAsync("web-1", new CreateContainerRequest { Image = "no/such:1" }, CancellationToken.None));

        Assert.Equal(HttpStatusCode.NotFound, exception.Status);
        Assert.Equal("No such image: no/such:1", exception.Message);
        Assert.Equal("POST /containers/create", exception.Request);
    }

    [Fact]
    public async Task Says_whether_a_start_changed_anything()
    {
        await CreateAsync("db-1");

        Assert.True(await _client.StartContainerAsync("db-1", CancellationToken.None));
        Assert.False(await _client.StartContainerAsync("db-1", CancellationToken.None));
    }

    [Fact]
    public async Task Fails_with_the_engines_sentence_when_a_port_is_taken()
    {
        const string Message = "driver failed programming external connectivity on endpoint db-1: Bind for 0.0.0.0:80 failed: port is already allocated";
        await CreateAsync("db-1");
        _docker.OnStart("db-1").Fail(Message);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.StartContainerAsync("db-1", CancellationToken.None));

        Assert.Equal((HttpStatusCode.InternalServerError, Message, "POST /containers/db-1/start"), (exception.Status, exception.Message, exception.Request));
    }

    [Fact]
    public async Task Fails_to_start_what_is_not_there()
    {
        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.StartContainerAsync("gone", CancellationToken.None));

        Assert.Equal(HttpStatusCode.NotFound, exception.Status);
    }

    [Fact]
    public async Task Says_whether_a_stop_changed_anything()
    {
        await CreateAsync("db-1");
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        Assert.True(await _client.StopContainerAsync("db-1", TimeSpan.FromSeconds(10), CancellationToken.None));
        Assert.False(await _client.StopContainerAsync("db-1", TimeSpan.FromSeconds(10), CancellationToken.None));
        Assert.False(await _client.StopContainerAsync("gone", TimeSpan.FromSeconds(10), CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Returns_from_stop_and_kill_when_the_list_tells_the_end(bool stops)
    {
        _docker.ListsEndsLate = true;
        await CreateAsync("db-1");
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        Assert.True(await (stops
            ? _client.StopContainerAsync("db-1", TimeSpan.FromSeconds(10), CancellationToken.None)
            : _client.KillContainerAsync("db-1", CancellationToken.None)));

        Assert.Equal("exited", Assert.Single(await _client.ListContainersAsync(CancellationToken.None)).State);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(10_000, "10")]
    [InlineData(1_200, "2")]
    [InlineData(-1, "-1")]
    public async Task Rounds_the_time_to_stop_up_to_whole_seconds(int milliseconds, string expected)
    {
        await _client.StopContainerAsync("gone", TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None);

        Assert.Equal(expected, _docker.RequestsTo("POST", "/containers/gone/stop").Single().Query["t"]);
    }

    [Fact]
    public async Task Says_whether_a_removal_changed_anything()
    {
        await CreateAsync("db-1");

        Assert.True(await _client.RemoveContainerAsync("db-1", force: false, anonymousVolumes: true, CancellationToken.None));
        Assert.False(await _client.RemoveContainerAsync("db-1", force: false, anonymousVolumes: true, CancellationToken.None));
        Assert.Equal(("0", "1"), (_docker.RequestsTo("DELETE", "/containers/db-1")[0].Query["force"], _docker.RequestsTo("DELETE", "/containers/db-1")[0].Query["v"]));
    }

    [Fact]
    public async Task Fails_to_remove_a_running_container_without_force()
    {
        await CreateAsync("db-1");
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        var exception = await Assert.ThrowsAsync<DockerApiException>(
            () => _client.RemoveContainerAsync("db-1", force: false, anonymousVolumes: false, CancellationToken.None));

        Assert.Equal(HttpStatusCode.Conflict, exception.Status);
        Assert.True(await _client.RemoveContainerAsync("db-1", force: true, anonymousVolumes: false, CancellationToken.None));
    }

    [Fact]
    public async Task Waits_for_the_removal_that_somebody_else_has_begun()
    {
        await CreateAsync("db-1");
        _docker.Refuse("DELETE", "/containers/db-1", 409, "removal of container db-1 is already in progress", times: 1);
        await using var other = _docker.CreateClient();

        var removal = _client.RemoveContainerAsync("db-1", force: true, anonymousVolumes: false, CancellationToken.None);
        await FakeDocker.WaitUntilAsync(() => _docker.RequestsTo("POST", "/containers/db-1/wait").Count == 1, "the wait for the removal");
        Assert.False(removal.IsCompleted);
        await other.RemoveContainerAsync("db-1", force: true, anonymousVolumes: false, CancellationToken.None);

        Assert.False(await removal);
    }

    [Fact]
    public async Task Lists_containers_that_do_not_run_as_well()
    {
        await CreateAsync("db-1");
        await _client.CreateContainerAsync("web-1", Full(), CancellationToken.None);
        await _client.StartContainerAsync("web-1", CancellationToken.None);

        var containers = (await _client.ListContainersAsync(CancellationToken.None)).ToDictionary(container => container.Name);

        Assert.Equal("created", containers["db-1"].State);
        var web = containers["web-1"];
        Assert.Equal(("running", "redis:7", "v"), (web.State, web.Image, web.Labels["l"]));
        Assert.Contains(new PublishedPort(6379, 6379, "tcp", "0.0.0.0"), web.Ports);
    }

    [Fact]
    public async Task Inspects_a_container_that_was_never_started()
    {
        await CreateAsync("db-1");

        var details = (await _client.InspectContainerAsync("db-1", CancellationToken.None))!;

        Assert.Equal(("db-1", "created", null, null, null), (details.Name, details.State, details.StartedAt, details.FinishedAt, details.Health));
        Assert.False(details.IsRunning);
        Assert.Empty(details.Addresses);
    }

    [Fact]
    public async Task Inspects_a_running_container()
    {
        _docker.OnStart("db-1").HealthCheck();
        await _client.CreateContainerAsync("db-1", Full(), CancellationToken.None);
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        var details = (await _client.InspectContainerAsync("db-1", CancellationToken.None))!;

        Assert.True(details.IsRunning);
        Assert.Equal("starting", details.Health);
        Assert.Equal(_docker.Container("db-1").StartedAt, details.StartedAt);
        Assert.Equal(["172.17.0.2"], details.Addresses);
        Assert.Equal("v", details.Labels["l"]);
        Assert.Contains(new PublishedPort(6379, 6379, "tcp", "0.0.0.0"), details.Ports);
        Assert.Equal([new ContainerMount("bind", string.Empty, "/data", "/data", "ro")], details.Mounts);
    }

    [Fact]
    public async Task Inspects_a_container_that_has_died()
    {
        await CreateAsync("db-1");
        await _client.StartContainerAsync("db-1", CancellationToken.None);
        _docker.Exit("db-1", 3);

        var details = (await _client.InspectContainerAsync("db-1", CancellationToken.None))!;

        Assert.Equal(("exited", 3), (details.State, details.ExitCode));
        Assert.NotNull(details.FinishedAt);
    }

    [Fact]
    public async Task Finds_no_container_where_there_is_none()
        => Assert.Null(await _client.InspectContainerAsync("gone", CancellationToken.None));

    [Theory]
    [InlineData("../images")]
    [InlineData("..")]
    [InlineData("a b?c=d#e")]
    public async Task Escapes_whatever_is_in_a_name(string name)
    {
        Assert.Null(await _client.InspectContainerAsync(name, CancellationToken.None));

        Assert.DoesNotContain(_docker.Requests, request => request.Path.StartsWith("/images", StringComparison.Ordinal) || request.Query.Count > 0);
    }

    private static CreateContainerRequest Full() => new()
    {
        Image = "redis:7",
        Hostname = "db-1",
        Entrypoint = ["/init"],
        Cmd = ["--port", "6379"],
        HealthCheck = new HealthCheckRequest
        {
            Test = ["CMD-SHELL", "true"],
            Interval = TimeSpan.FromSeconds(1.5),
            Timeout = TimeSpan.FromMilliseconds(1),
            StartPeriod = TimeSpan.FromSeconds(90),
            StartInterval = TimeSpan.FromMilliseconds(100),
            Retries = 3,
        },
        Init = true,
        Tmpfs = new Dictionary<string, string> { ["/run"] = string.Empty, ["/tmp"] = "size=1m" },
        ShmSize = 2048,
        Endpoint = new EndpointRequest { Aliases = ["db"], Links = ["app-1:app"], Ipv4Address = "10.5.0.10", Ipv6Address = "2001:db8::10" },
        Env = ["A=1", "B"],
        Labels = new Dictionary<string, string> { ["l"] = "v" },
        ExposedPorts = ["99/tcp", "6379/tcp"],
        PortBindings = [new("6379/tcp", "0.0.0.0", "6379"), new("53/udp", "0.0.0.0", "5000-5010"), new("6379/tcp", "127.0.0.1", string.Empty)],
        Binds = ["/data:/data:ro"],
        User = "www",
        WorkingDirectory = "/srv",
        Volumes = ["/cache"],
        VolumesFrom = ["data-1"],
        Links = ["app-1:app"],
        NetworkMode = "bridge",
        Dns = ["8.8.8.8"],
        ExtraHosts = ["web:10.0.0.1"],
        Privileged = true,
        CapAdd = ["NET_ADMIN"],
        CapDrop = ["MKNOD"],
        SecurityOptions = ["label:disable"],
        Memory = 1024,
        MemorySwap = -1,
        CpuShares = 10,
        Ulimits = [new("nofile", 1, 2)],
        LogDriver = "syslog",
        LogOptions = new Dictionary<string, string> { ["tag"] = "x" },
        RestartPolicy = "on-failure",
        MaximumRetryCount = 3,
    };

    private Task<CreatedContainer> CreateAsync(string name)
        => _client.CreateContainerAsync(name, new CreateContainerRequest { Image = "redis:7" }, CancellationToken.None);
}
