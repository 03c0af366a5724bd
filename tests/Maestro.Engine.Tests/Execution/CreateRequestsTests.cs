using Maestro.Engine.Docker;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public class CreateRequestsTests
{
    [Fact]
    public void What_the_file_does_not_say_is_not_sent()
    {
        var request = RequestFor(i => i);

        Assert.Null(request.Cmd);
        Assert.Null(request.ExposedPorts);
        Assert.Null(request.PortBindings);
        Assert.Null(request.Binds);
        Assert.Null(request.RestartPolicy);
        Assert.Null(request.MaximumRetryCount);
        Assert.Null(request.Entrypoint);
        Assert.Null(request.HealthCheck);
        Assert.Null(request.Init);
        Assert.Null(request.Tmpfs);
        Assert.Null(request.ShmSize);
        Assert.Null(request.Platform);
        Assert.Null(request.Endpoint);
    }

    [Fact]
    public void A_block_of_ports_is_mapped_port_by_port()
        => Assert.Equal(
            [new PortBinding("80/tcp", "0.0.0.0", "8080"), new PortBinding("81/tcp", "0.0.0.0", "8081"), new PortBinding("82/tcp", "0.0.0.0", "8082")],
            Ports(new PortMapping("http", "tcp", new PortRange(80, 82), new PortRange(8080, 8082), PortMapping.AllInterfaces)));

    [Fact]
    public void A_single_port_may_be_given_a_range_to_choose_from()
        => Assert.Equal(
            [new PortBinding("80/tcp", "127.0.0.1", "8080-8090")],
            Ports(new PortMapping("http", "tcp", new PortRange(80), new PortRange(8080, 8090), "127.0.0.1")));

    [Fact]
    public void A_port_left_to_docker_is_left_open()
        => Assert.Equal([new PortBinding("53/udp", "0.0.0.0", string.Empty)], Ports(Env.Port("dns", 53, protocol: "udp")));

    [Fact]
    public void Two_names_for_one_port_expose_it_once_and_publish_it_twice()
    {
        var request = RequestFor(i => i with { Ports = [Env.Port("http", 80, 8080), Env.Port("www", 80, 8081)] });

        Assert.Equal(["80/tcp"], request.ExposedPorts);
        Assert.Equal(["8080", "8081"], request.PortBindings!.Select(b => b.External));
    }

    [Fact]
    public void Two_names_for_one_binding_publish_it_once()
        => Assert.Single(RequestFor(i => i with { Ports = [Env.Port("http", 80, 8080), Env.Port("www", 80, 8080)] }).PortBindings!);

    [Theory]
    [InlineData("host")]
    [InlineData("container:vpn")]
    public void On_a_network_that_is_not_its_own_nothing_is_published_and_there_is_no_hostname(string net)
    {
        var request = RequestFor(i => i with { Network = new NetworkMode(net), Ports = [Env.Port("http", 80, 8080)] });

        Assert.Equal(net, request.NetworkMode);
        Assert.Null(request.Hostname);
        Assert.Null(request.ExposedPorts);
        Assert.Null(request.PortBindings);
    }

    [Fact]
    public void On_a_named_network_ports_are_published()
        => Assert.Single(RequestFor(i => i with { Network = new NetworkMode("backend"), Ports = [Env.Port("http", 80, 8080)] }).PortBindings!);

    [Fact]
    public void The_image_is_sent_as_the_file_has_it() => Assert.Equal("redis", RequestFor(i => i with { Image = ImageReference.Parse("redis") }).Image);

    [Fact]
    public void Every_field_of_the_instance_is_sent()
    {
        var request = RequestFor(i => i with
        {
            ContainerVolumes = ["/cache"],
            VolumesFrom = ["data-1"],
            Links = [new InstanceLink("db-1", "db")],
            Dns = ["8.8.8.8"],
            ExtraHosts = [new ExtraHost("db", "10.0.0.1")],
            Labels = new Dictionary<string, string> { ["team"] = "core" },
            User = "www",
            WorkingDirectory = "/srv",
            Privileged = true,
            CapAdd = ["A"],
            CapDrop = ["B"],
            SecurityOptions = ["c"],
            Limits = new Limits(100, 20, 3),
            Ulimits = [new Ulimit("nofile", 1, 2)],
            Log = new LogConfiguration("syslog", new Dictionary<string, string> { ["tag"] = "x" }),
        });

        Assert.Equal("/cache data-1 db-1:db 8.8.8.8 db:10.0.0.1 A B c", string.Join(' ', new[] { request.Volumes, request.VolumesFrom, request.Links, request.Dns, request.ExtraHosts, request.CapAdd, request.CapDrop, request.SecurityOptions }.SelectMany(l => l!)));
        Assert.Equal(("core", "hash"), (request.Labels!["team"], request.Labels["maestro.hash"]));
        Assert.Equal(("www", "/srv", true), (request.User, request.WorkingDirectory, request.Privileged));
        Assert.Equal((100, 120, 3), (request.Memory, request.MemorySwap, request.CpuShares));
        Assert.Equal([new ProcessLimit("nofile", 1, 2)], request.Ulimits);
        Assert.Equal(("syslog", "x"), (request.LogDriver, request.LogOptions!["tag"]));
    }

    [Fact]
    public void How_it_runs_is_sent()
    {
        var request = RequestFor(i => i with
        {
            Entrypoint = ["/init", "-v"],
            Init = false,
            Tmpfs = [new TmpfsMount("/run"), new TmpfsMount("/tmp", "size=1m")],
            ShmSize = 1024,
            Platform = "linux/arm64",
            HealthCheck = new HealthCheck { Test = ["CMD", "true"], Interval = TimeSpan.FromSeconds(1), Retries = 2 },
        });

        Assert.Equal(["/init", "-v"], request.Entrypoint);
        Assert.Equal((false, 1024, "linux/arm64"), (request.Init, request.ShmSize, request.Platform));
        Assert.Equal([new("/run", ""), new("/tmp", "size=1m")], request.Tmpfs!);
        Assert.Equal((TimeSpan.FromSeconds(1), null, 2), (request.HealthCheck!.Interval, request.HealthCheck.Timeout, request.HealthCheck.Retries));
        Assert.Equal(["CMD", "true"], request.HealthCheck.Test);
    }

    [Fact]
    public void A_variable_without_a_value_is_sent_as_its_name_alone()
    {
        var request = RequestFor(i => i with { Env = new Dictionary<string, string?> { ["GONE"] = null, ["EMPTY"] = string.Empty } });

        Assert.Contains("GONE", request.Env!);
        Assert.Contains("EMPTY=", request.Env!);
    }

    [Theory]
    [InlineData(RestartKind.Always, 0, "always", null)]
    [InlineData(RestartKind.UnlessStopped, 0, "unless-stopped", null)]
    [InlineData(RestartKind.OnFailure, 3, "on-failure", 3)]
    [InlineData(RestartKind.OnFailure, 0, "on-failure", null)]
    [InlineData(RestartKind.No, 2, "no", 2)]
    public void The_restart_policy_is_sent_in_docker_s_words(RestartKind kind, int retries, string name, int? maximum)
    {
        var request = RequestFor(i => i with { Restart = new RestartPolicy(kind, retries) });

        Assert.Equal((name, maximum), (request.RestartPolicy, request.MaximumRetryCount));
    }

    [Fact]
    public void A_volume_of_the_file_goes_before_one_that_is_carried_over()
    {
        var request = RequestFor(
            i => i with { Volumes = [new VolumeBinding("/srv/data", "/data", "ro")] },
            new VolumeBinding("nameless", "/data"), new VolumeBinding("another", "/cache"));

        Assert.Equal(["/srv/data:/data:ro", "another:/cache:rw"], request.Binds);
    }

    private static IReadOnlyList<PortBinding>? Ports(PortMapping port) => RequestFor(i => i with { Ports = [port] }).PortBindings;

    private static CreateContainerRequest RequestFor(Func<Instance, Instance> change, params VolumeBinding[] carriedOver)
    {
        var environment = Env.Of().Service("web").Instance("web-1", change: change).Build();
        var instance = environment.Instance("web-1");
        return CreateRequests.For(new ContainerSpecs(environment).Of(instance, (_, _) => null), environment, instance, "hash", carriedOver);
    }
}
