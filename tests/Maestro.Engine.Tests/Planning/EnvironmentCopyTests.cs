using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

public class EnvironmentCopyTests
{
    [Fact]
    public void Without_a_name_it_is_the_environment_itself() => Assert.Same(Plans.Chain, EnvironmentCopy.Of(Plans.Chain, null));

    [Fact]
    public void Containers_and_host_names_get_the_name_behind_them_and_instances_keep_theirs()
    {
        var copy = EnvironmentCopy.Of(Plans.Chain, "ci-7");

        Assert.Equal(("demo", "ci-7"), (copy.Name, copy.Run));
        Assert.Equal(("a-1", "a-1-ci-7"), (copy.Instance("a-1").Name, copy.Instance("a-1").ContainerName));
        var spec = SpecOf(copy, "a-1");
        Assert.Equal(("a-1-ci-7", "a-1-ci-7", "a-1"), (spec.Name, spec.Hostname, spec.Variables["CONTAINER_NAME"]));
    }

    [Fact]
    public void What_refers_to_other_instances_follows_them()
    {
        var copy = EnvironmentCopy.Of(
            Env.Of().Service("a").Instance("a-1").Instance("a-2", change: i => i with
            {
                VolumesFrom = ["a-1"],
                Links = [new InstanceLink("a-1", "first")],
                Network = new NetworkMode("container:a-1"),
            }).Instance("a-3", change: i => i with { Network = new NetworkMode("container:elsewhere") }).Build(),
            "x");

        var spec = SpecOf(copy, "a-2");

        Assert.Equal(["a-1-x"], spec.VolumesFrom);
        Assert.Equal([new InstanceLink("a-1-x", "first")], spec.Links);
        Assert.Equal("container:a-1-x", spec.Network.Text);
        Assert.Equal("container:elsewhere", SpecOf(copy, "a-3").Network.Text);
    }

    [Fact]
    public void Named_volumes_are_its_own_and_folders_are_shared()
    {
        var copy = EnvironmentCopy.Of(WithVolumes(new("data", "/data"), new("/srv/files", "/files"), new("C:\\files", "/c")), "x");

        Assert.Equal(["data-x", "/srv/files", "C:\\files"], copy.Instance("db-1").Volumes.Select(v => v.Source));
    }

    [Fact]
    public void Networks_are_its_own_without_fixed_addresses_and_external_ones_are_shared_under_other_names()
    {
        var copy = EnvironmentCopy.Of(
            Env.Of()
                .Network("back", n => n with { Pools = [new AddressPool("10.5.0.0/24", string.Empty, string.Empty)], Options = new Dictionary<string, string> { ["com.docker.network.bridge.name"] = "br0", ["mtu"] = "1400" } })
                .Network("proxy", n => n with { ActualName = "proxy", IsExternal = true })
                .Service("web").Instance("web-1", change: i => i with
                {
                    Networks = [new NetworkAttachment("back") { Aliases = ["shop"], Ipv4Address = "10.5.0.10" }, new NetworkAttachment("proxy") { Aliases = ["shop"], Ipv4Address = "10.6.0.10" }],
                }).Build(),
            "x");

        var (back, proxy) = (copy.Network("back"), copy.Network("proxy"));
        Assert.Equal(("demo_back-x", 0, "mtu"), (back.ActualName, back.Pools.Count, Assert.Single(back.Options).Key));
        Assert.Equal("proxy", proxy.ActualName);
        Assert.Equal(
            [("demo_back-x", "shop", string.Empty, string.Empty), ("proxy", "shop-x", "-x", string.Empty)],
            SpecOf(copy, "web-1").Networks.Select(n => (n.Network, n.Aliases[0], n.Suffix, n.Ipv4Address)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ci 7")]
    [InlineData("-ci")]
    [InlineData("ci-")]
    [InlineData("ci/7")]
    [InlineData("über")]
    public void A_name_that_docker_would_not_take_is_refused(string name)
    {
        var refusal = Assert.Throws<MaestroException>(() => EnvironmentCopy.Of(Plans.Chain, name));

        Assert.Equal((DiagnosticCodes.InvalidOption, $"'{name}' is no name for a copy: letters, digits, '-', '_' and '.', beginning and ending with a letter or a digit."), (refusal.Diagnostics[0].Code, refusal.Diagnostics[0].Message));
    }

    [Fact]
    public void A_host_name_that_would_be_too_long_is_refused()
    {
        var refusal = Assert.Throws<MaestroException>(() => EnvironmentCopy.Of(Plans.Chain, new string('x', 60)));

        Assert.Equal(3, refusal.Diagnostics.Count);
        Assert.EndsWith("would have 64 characters, and a host name has at most 63.", refusal.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.NotNull(EnvironmentCopy.Of(Plans.Chain, new string('x', 59)).Run);
    }

    [Fact]
    public void Warns_of_what_it_can_write_to_together_with_others()
    {
        var copy = EnvironmentCopy.Of(WithVolumes(new("data", "/data"), new("/srv/files", "/files"), new("/etc/db.conf", "/db.conf", "ro"), new("/etc/db", "/etc/db", "ro,Z")), "x");

        var warning = Assert.Single(CopyWarnings.Of(copy, copy.Instances));

        Assert.Equal(DiagnosticCodes.CopyShares, warning.Code);
        Assert.Equal("The copy 'x' can write to what it shares with 'demo' and its other copies: /srv/files (db-1). Mount it with the mode 'ro', or use a named volume, of which each copy has its own.", warning.Message);
    }

    [Fact]
    public void Warns_of_ports_on_the_ships_own_network_and_of_addresses_that_are_gone()
    {
        var copy = EnvironmentCopy.Of(
            Env.Of().Network("back")
                .Service("a").Instance("a-1", ports: [Env.Port("http", 80, 80)], change: i => i with { Network = new NetworkMode("host") })
                .Instance("a-2", change: i => i with { Networks = [new NetworkAttachment("back") { Ipv4Address = "10.5.0.10" }] }).Build(),
            "x");

        Assert.Equal(80, copy.Instance("a-1").Port("http")!.External.First);
        Assert.Equal(
            [
                "a-1 is on the ship's own network, so its ports (80) are the same in every copy: only one can have them.",
                "a-2 does not have its address 10.5.0.10 in the network 'back' of a copy: there Docker chooses addresses. Reach it by its name.",
            ],
            CopyWarnings.Of(copy, copy.Instances).Select(w => w.Message));
        Assert.Empty(CopyWarnings.Of(copy.Base!, copy.Base!.Instances));
    }

    [Fact]
    public void A_check_that_gives_the_port_of_the_ship_by_its_number_goes_to_the_copys_own()
    {
        var copy = EnvironmentCopy.Of(
            Env.Of().Service("a").Instance("a-1", ports: [Env.Port("http", 80, 8080)], lifecycle: new Lifecycle
            {
                Running =
                [
                    new HttpCheckSpec { PortNumber = 8080, Path = "/own" },
                    new HttpCheckSpec { PortNumber = 8080, Host = "127.0.0.1", Path = "/ship" },
                    new HttpCheckSpec { PortNumber = 8080, Host = "elsewhere", Path = "/elsewhere" },
                    new HttpCheckSpec { PortNumber = 9090, Path = "/other" },
                ],
            }).Build(),
            "x");

        Assert.Equal(["http http /own", "http http /ship", "http 8080 /elsewhere", "http 9090 /other"], copy.Instance("a-1").Lifecycle.Running.Select(c => c.Summary));
        Assert.Equal(
            "The check 'http 9090 /other' of a-1 asks a port of the ship by its number, which is the same in every copy. Name a port of the instance instead.",
            Assert.Single(CopyWarnings.Of(copy, copy.Instances)).Message);
    }

    [Fact]
    public void Only_plays_that_start_something_warn_of_what_is_shared()
    {
        var copy = EnvironmentCopy.Of(WithVolumes(new VolumeBinding("/srv/files", "/files")), "x");

        Assert.Contains(Plans.PlanOf(copy, new Play(PlayKind.Start)).Warnings, w => w.Code == DiagnosticCodes.CopyShares);
        Assert.DoesNotContain(Plans.PlanOf(copy, new Play(PlayKind.Stop)).Warnings, w => w.Code == DiagnosticCodes.CopyShares);
    }

    private static MaestroEnvironment WithVolumes(params VolumeBinding[] volumes)
        => Env.Of().Service("db").Instance("db-1", change: i => i with { Volumes = volumes }).Build();

    private static ContainerSpec SpecOf(MaestroEnvironment copy, string instance) => new ContainerSpecs(copy).Of(copy.Instance(instance), static (_, _) => null);
}
