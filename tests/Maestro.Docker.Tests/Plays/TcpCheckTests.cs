using Maestro.Engine.Checks;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

/// <summary>Docker's user-land proxy accepts connections on the engine's own machine before the service listens.</summary>
[Collection(RealEngineCollection.Name)]
public sealed class TcpCheckTests(RealEngineFixture fixture)
{
    private const string Loopback = "127.0.0.1";

    // Connecting to a link-local address without saying on which link fails at once, and nothing leaves the machine.
    private const string Unreachable = "fe80::1";

    [Fact]
    public async Task Waits_behind_the_proxy_until_the_service_itself_listens()
    {
        using var live = new LiveEnvironment(fixture.Engine, Loopback).Service("late", Programs.ServeAfter(4));

        var result = await live.PlayAsync(PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        var check = result.Steps.Single(s => s.Step.Kind == StepKind.Check);
        Assert.True(check.Duration > TimeSpan.FromSeconds(3), $"the check was passed after {check.Duration}; the service listens after 4 s");
    }

    [Fact]
    public async Task Is_passed_by_a_service_that_accepts_and_closes_at_once()
    {
        using var live = new LiveEnvironment(fixture.Engine, Loopback).Service("brief", Programs.AcceptAndCloseAtOnce, maxWait: 10);

        var result = await live.PlayAsync(PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
    }

    [Theory]
    [InlineData(Programs.Serve, true)]
    [InlineData(Programs.AcceptAndCloseAtOnce, true)]
    [InlineData(Programs.NeverServe, false)]
    public async Task Looks_at_what_the_proxy_does_where_the_containers_address_cannot_be_reached(string script, bool served)
    {
        using var live = new LiveEnvironment(fixture.Engine, Loopback).Service("web", script, maxWait: 1);
        await live.PlayAsync(PlayKind.Start);
        var probe = new StubProbe(Web(live)) { ShipAddress = Loopback, IsEngineLocal = true, Addresses = [Unreachable] };

        var result = await new TcpCheck(new TcpCheckSpec("http"), probe).ProbeAsync(CancellationToken.None);

        Assert.Equal(served, result.Passed);
    }

    private static Instance Web(LiveEnvironment live) => new()
    {
        Name = live.Container("web"),
        Service = "web",
        Ship = "local",
        Image = ImageReference.Parse("busybox"),
        Ports = [new PortMapping("http", "tcp", new PortRange(80), new PortRange(live.Port("web")), PortMapping.AllInterfaces)],
    };
}
