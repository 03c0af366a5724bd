using System.Net;
using System.Net.Sockets;
using Maestro.Engine.Checks;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Checks;

public class TcpCheckTests
{
    /// <summary>Where the container's own address would be.</summary>
    private const string Inside = "127.0.0.2";

    /// <summary>A connection to a multicast address fails in this machine's own routing: nothing is sent, nobody refuses.</summary>
    private const string Unreachable = "224.0.0.1";

    [Fact]
    public async Task Passes_when_the_service_listens()
    {
        await using var service = Listener.ThatServes();

        Assert.True((await ProbeAsync(service.Port, isEngineLocal: false)).Passed);
    }

    [Fact]
    public async Task Does_not_pass_while_nobody_listens_and_says_where_it_looked()
    {
        var port = FreePort();

        var result = await ProbeAsync(port);

        Assert.False(result.Passed);
        Assert.Equal($"127.0.0.1:{port}: connection refused", result.Finding);
    }

    [Fact]
    public async Task Passes_without_looking_further_when_the_engine_is_elsewhere()
    {
        await using var proxy = Listener.ThatProxiesTo(Inside, FreePort());

        Assert.True((await ProbeAsync(proxy.Port, isEngineLocal: false)).Passed);
    }

    [Fact]
    public async Task Is_not_fooled_by_a_proxy_that_accepts_before_the_service_listens()
    {
        var exposed = FreePort();
        await using var proxy = Listener.ThatProxiesTo(Inside, exposed);

        var before = await ProbeAsync(proxy.Port, exposed, [Inside]);
        await using var service = Listener.ThatServes(Inside, exposed);
        var after = await ProbeAsync(proxy.Port, exposed, [Inside]);

        Assert.False(before.Passed);
        Assert.Equal($"nothing in the container listens on port {exposed} yet", before.Finding);
        Assert.True(after.Passed);
    }

    [Fact]
    public async Task Passes_when_one_of_the_container_s_addresses_answers()
    {
        await using var service = Listener.ThatServes(Inside);
        await using var proxy = Listener.ThatProxiesTo(Inside, service.Port);

        Assert.True((await ProbeAsync(proxy.Port, service.Port, ["127.0.0.3", Inside])).Passed);
    }

    [Fact]
    public async Task Passes_on_the_network_of_the_ship_where_there_is_no_proxy()
    {
        await using var service = Listener.ThatClosesAtOnce();

        Assert.True((await ProbeAsync(service.Port, addresses: [], network: new NetworkMode("host"))).Passed);
    }

    [Fact]
    public async Task Is_not_fooled_by_the_proxy_while_a_container_that_restarts_has_no_address()
    {
        await using var proxy = Listener.ThatProxiesTo(Inside, FreePort());

        Assert.False((await ProbeAsync(proxy.Port, addresses: [])).Passed);
    }

    [Fact]
    public async Task Sees_a_proxy_without_a_service_by_what_becomes_of_the_connection()
    {
        await using var proxy = Listener.ThatProxiesTo(Inside, FreePort());

        var result = await ProbeAsync(proxy.Port, addresses: [Unreachable]);

        Assert.False(result.Passed);
        Assert.Equal("Docker's proxy accepts and nothing in the container does yet", result.Finding);
    }

    [Fact]
    public async Task Sees_a_service_behind_the_proxy_that_waits_to_be_spoken_to()
    {
        await using var service = Listener.ThatServes(Inside);
        await using var proxy = Listener.ThatProxiesTo(Inside, service.Port);

        Assert.True((await ProbeAsync(proxy.Port, addresses: [Unreachable])).Passed);
    }

    [Fact]
    public async Task Sees_a_service_behind_the_proxy_that_speaks_first()
    {
        await using var service = Listener.ThatGreets(Inside);
        await using var proxy = Listener.ThatProxiesTo(Inside, service.Port);

        Assert.True((await ProbeAsync(proxy.Port, addresses: [Unreachable])).Passed);
    }

    [Fact]
    public async Task Sees_a_service_behind_the_proxy_that_accepts_and_closes_at_once()
    {
        await using var service = Listener.ThatClosesAtOnce(Inside);
        await using var proxy = Listener.ThatProxiesTo(Inside, service.Port);

        Assert.True((await ProbeAsync(proxy.Port, addresses: [Unreachable])).Passed);
    }

    [Fact]
    public async Task A_cancellation_ends_the_try()
    {
        await using var service = Listener.ThatServes();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ProbeAsync(service.Port, cancellation: cancellation.Token));
    }

    private static Task<ProbeResult> ProbeAsync(
        int external, int exposed = 80, IReadOnlyList<string>? addresses = null, bool isEngineLocal = true, NetworkMode? network = null, CancellationToken cancellation = default)
    {
        var plain = Env.Of().Service("web").Instance("web-1", ports: [Env.Port("http", exposed, external)]).Build().Instance("web-1");
        var instance = plain with { Network = network ?? NetworkMode.Default };
        return new TcpCheck(new TcpCheckSpec("http"), new StubProbe(instance) { IsEngineLocal = isEngineLocal, Addresses = addresses ?? [] }).ProbeAsync(cancellation);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(Inside), 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
