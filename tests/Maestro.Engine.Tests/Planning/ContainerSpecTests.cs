using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

public class ContainerSpecTests
{
    private static readonly ContainerSpec Plain = new()
    {
        Name = "web-1",
        Image = ImageReference.Parse("fleet/web:1"),
        Hostname = "web-1",
        Command = ["serve", "--fast"],
        Variables = new SortedDictionary<string, string?> { ["A"] = "1", ["B"] = "2" },
        Ports = [Env.Port("http", 80, 8080), Env.Port("admin", 81, 8081)],
        Volumes = [new VolumeBinding("/data", "/var/data"), new VolumeBinding("/log", "/var/log", "ro")],
        Restart = RestartPolicy.No,
    };

    internal static readonly Dictionary<string, ContainerSpec> Changes = new()
    {
        ["image"] = Plain with { Image = ImageReference.Parse("fleet/web:2") },
        ["hostname"] = Plain with { Hostname = "other" },
        ["command"] = Plain with { Command = ["serve"] },
        ["order of the command"] = Plain with { Command = ["--fast", "serve"] },
        ["value of a variable"] = Plain with { Variables = new SortedDictionary<string, string?> { ["A"] = "1", ["B"] = "3" } },
        ["removal of a variable"] = Plain with { Variables = new SortedDictionary<string, string?> { ["A"] = "1", ["B"] = null } },
        ["empty variable"] = Plain with { Variables = new SortedDictionary<string, string?> { ["A"] = "1", ["B"] = string.Empty } },
        ["another variable"] = Plain with { Variables = new SortedDictionary<string, string?> { ["A"] = "1", ["B"] = "2", ["C"] = "3" } },
        ["exposed port"] = Plain with { Ports = [Env.Port("http", 79, 8080), Plain.Ports[1]] },
        ["external port"] = Plain with { Ports = [Env.Port("http", 80, 8088), Plain.Ports[1]] },
        ["chosen port"] = Plain with { Ports = [Env.Port("http", 80), Plain.Ports[1]] },
        ["address of a port"] = Plain with { Ports = [Env.Port("http", 80, 8080, address: "127.0.0.1"), Plain.Ports[1]] },
        ["protocol of a port"] = Plain with { Ports = [Env.Port("http", 80, 8080, "udp"), Plain.Ports[1]] },
        ["no ports"] = Plain with { Ports = [] },
        ["mode of a volume"] = Plain with { Volumes = [new VolumeBinding("/data", "/var/data", "ro"), Plain.Volumes[1]] },
        ["source of a volume"] = Plain with { Volumes = [new VolumeBinding("/date", "/var/data"), Plain.Volumes[1]] },
        ["restart policy"] = Plain with { Restart = new RestartPolicy(RestartKind.OnFailure) },
        ["restart retries"] = Plain with { Restart = new RestartPolicy(RestartKind.OnFailure, 3) },
        ["no hostname"] = Plain with { Hostname = string.Empty },
        ["container volumes"] = Plain with { ContainerVolumes = ["/cache"] },
        ["volumes of another"] = Plain with { VolumesFrom = ["data-1"] },
        ["links"] = Plain with { Links = [new InstanceLink("db-1", "db")] },
        ["alias of a link"] = Plain with { Links = [new InstanceLink("db-1", "sql")] },
        ["network"] = Plain with { Network = new NetworkMode("host") },
        ["dns"] = Plain with { Dns = ["8.8.8.8"] },
        ["order of dns"] = Plain with { Dns = ["8.8.8.8", "1.1.1.1"] },
        ["other order of dns"] = Plain with { Dns = ["1.1.1.1", "8.8.8.8"] },
        ["extra hosts"] = Plain with { ExtraHosts = [new ExtraHost("db", "10.0.0.1")] },
        ["labels"] = Plain with { Labels = new Dictionary<string, string> { ["team"] = "core" } },
        ["user"] = Plain with { User = "www" },
        ["working directory"] = Plain with { WorkingDirectory = "/srv" },
        ["privileged"] = Plain with { Privileged = true },
        ["cap_add"] = Plain with { CapAdd = ["ALL"] },
        ["cap_drop"] = Plain with { CapDrop = ["ALL"] },
        ["security options"] = Plain with { SecurityOptions = ["no-new-privileges"] },
        ["memory"] = Plain with { Limits = new Limits(Memory: 1) },
        ["swap"] = Plain with { Limits = new Limits(Swap: -1) },
        ["cpu"] = Plain with { Limits = new Limits(CpuShares: 1) },
        ["ulimits"] = Plain with { Ulimits = [new Ulimit("nofile", 1, 2)] },
        ["log driver"] = Plain with { Log = new LogConfiguration("syslog", new Dictionary<string, string>()) },
        ["entrypoint"] = Plain with { Entrypoint = ["/init"] },
        ["no entrypoint"] = Plain with { Entrypoint = [string.Empty] },
        ["health check"] = Plain with { HealthCheck = new HealthCheck { Test = ["CMD", "true"] } },
        ["no health check"] = Plain with { HealthCheck = HealthCheck.Disabled },
        ["interval of the health check"] = Plain with { HealthCheck = new HealthCheck { Interval = TimeSpan.FromSeconds(1) } },
        ["timeout of the health check"] = Plain with { HealthCheck = new HealthCheck { Timeout = TimeSpan.FromSeconds(1) } },
        ["start period of the health check"] = Plain with { HealthCheck = new HealthCheck { StartPeriod = TimeSpan.FromSeconds(1) } },
        ["start interval of the health check"] = Plain with { HealthCheck = new HealthCheck { StartInterval = TimeSpan.FromSeconds(1) } },
        ["retries of the health check"] = Plain with { HealthCheck = new HealthCheck { Retries = 1 } },
        ["init"] = Plain with { Init = true },
        ["no init"] = Plain with { Init = false },
        ["file system in memory"] = Plain with { Tmpfs = [new TmpfsMount("/run")] },
        ["options of a file system in memory"] = Plain with { Tmpfs = [new TmpfsMount("/run", "size=1m")] },
        ["size of shared memory"] = Plain with { ShmSize = 1 },
        ["platform"] = Plain with { Platform = "linux/arm64" },
        ["user network"] = Plain with { Networks = [new NetworkAttachment("demo_back")] },
        ["two user networks"] = Plain with { Networks = [new NetworkAttachment("demo_back"), new NetworkAttachment("demo_front")] },
        ["order of user networks"] = Plain with { Networks = [new NetworkAttachment("demo_front"), new NetworkAttachment("demo_back")] },
        ["alias in a user network"] = Plain with { Networks = [new NetworkAttachment("demo_back") { Aliases = ["db"] }] },
        ["address in a user network"] = Plain with { Networks = [new NetworkAttachment("demo_back") { Ipv4Address = "10.5.0.10" }] },
        ["address of version 6 in a user network"] = Plain with { Networks = [new NetworkAttachment("demo_back") { Ipv6Address = "10.5.0.10" }] },
        ["log options"] = Plain with { Log = new LogConfiguration("syslog", new Dictionary<string, string> { ["tag"] = "x" }) },
    };

    public static TheoryData<string> Fields() => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Fields))]
    public void The_hash_changes_with_everything_that_makes_the_container(string field)
    {
        var others = Changes.Where(c => c.Key != field).Select(c => c.Value.Hash()).Append(Plain.Hash());

        Assert.DoesNotContain(Changes[field].Hash(), others);
    }

    [Fact]
    public void The_hash_does_not_depend_on_the_order_of_what_docker_keeps_as_a_set()
    {
        var one = Plain with { CapAdd = ["A", "B"], Labels = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, ContainerVolumes = ["/a", "/b"] };
        var two = Plain with { CapAdd = ["B", "A"], Labels = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }, ContainerVolumes = ["/b", "/a"] };

        Assert.Equal(one.Hash(), two.Hash());
    }

    [Fact]
    public void The_hash_does_not_depend_on_the_order_of_ports_and_volumes()
        => Assert.Equal(Plain.Hash(), (Plain with { Ports = [.. Plain.Ports.Reverse()], Volumes = [.. Plain.Volumes.Reverse()] }).Hash());

    [Fact]
    public void The_hash_does_not_depend_on_how_the_image_and_the_names_of_ports_are_written()
    {
        var spec = Plain with { Image = ImageReference.Parse("fleet/web") };
        var same = spec with { Image = ImageReference.Parse("docker.io/fleet/web:latest"), Ports = [Env.Port("www", 80, 8080), Plain.Ports[1]] };

        Assert.Equal(spec.Hash(), same.Hash());
    }

    [Fact]
    public void The_hash_stays_what_it_is_over_time_and_versions()
        => Assert.Equal("c786", Plain.Hash()[..4]);

    [Fact]
    public void The_hash_of_an_instance_is_the_same_whatever_port_docker_chose()
    {
        var environment = Env.Of()
            .Service("db").Instance("db-1", ports: [Env.Port("sql", 5432)])
            .Service("web", requires: ["db"])
            .Build();
        var specs = new ContainerSpecs(environment);
        var web = environment.Instance("web-1");

        var seen = specs.Of(web, (_, _) => 49153);

        Assert.Equal("49153", seen.Variables["DB_DB_1_SQL_PORT"]);
        Assert.Equal(specs.HashOf(web), new ContainerSpecs(environment).HashOf(web));
    }

    [Theory]
    [InlineData("db", 5432, 6000, "10.0.0.1", true)]
    [InlineData("db", 5432, 6001, "10.0.0.1", false)]
    [InlineData("db", 5432, 6000, "10.0.0.2", false)]
    [InlineData("db", 5432, 0, "10.0.0.1", false)]
    [InlineData("db", 5433, 6000, "10.0.0.1", true)]
    [InlineData("bd", 5432, 6000, "10.0.0.1", false)]
    public void The_hash_of_an_instance_changes_with_what_it_is_told_of_others(string service, int exposed, int external, string address, bool same)
    {
        static string HashOfWeb(string service, int exposed, int external, string address)
        {
            var environment = Env.Of().Ship("far", address).Ship("ship")
                .Service(service).Instance($"{service}-1", ship: "far", ports: [Env.Port("sql", exposed, external)])
                .Service("middle", requires: [service]).Instance("middle-1", ship: "ship")
                .Service("web", requires: ["middle"]).Instance("web-1", ship: "ship")
                .Build();
            return new ContainerSpecs(environment).HashOf(environment.Instance("web-1"));
        }

        Assert.Equal(same, HashOfWeb("db", 5432, 6000, "10.0.0.1") == HashOfWeb(service, exposed, external, address));
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(81, false)]
    public void The_hash_of_an_instance_changes_with_the_inner_ports_of_its_peers(int exposed, bool same)
    {
        static string HashOfFirst(int exposed)
        {
            var environment = Env.Of().Service("web").Instance("web-1").Instance("web-2", ports: [Env.Port("http", exposed, 8080)]).Build();
            return new ContainerSpecs(environment).HashOf(environment.Instance("web-1"));
        }

        Assert.Equal(same, HashOfFirst(80) == HashOfFirst(exposed));
    }

    [Fact]
    public void The_hash_of_an_instance_does_not_depend_on_the_order_of_the_others_in_the_file()
    {
        var one = Env.Of().Service("db").Instance("db-1").Instance("db-2").Service("web", requires: ["db"]).Build();
        var two = Env.Of().Service("db").Instance("db-2").Instance("db-1").Service("web", requires: ["db"]).Build();

        Assert.Equal(new ContainerSpecs(one).HashOf(one.Instance("web-1")), new ContainerSpecs(two).HashOf(two.Instance("web-1")));
        Assert.Equal(new ContainerSpecs(one).HashOf(one.Instance("db-1")), new ContainerSpecs(two).HashOf(two.Instance("db-1")));
    }

    [Fact]
    public void A_container_is_named_and_called_as_its_instance()
    {
        var spec = new ContainerSpecs(Env.Of().Service("web").Build()).Of(Env.Of().Service("web").Build().Instance("web-1"), (_, _) => null);

        Assert.Equal(("web-1", "web-1"), (spec.Name, spec.Hostname));
    }
}
