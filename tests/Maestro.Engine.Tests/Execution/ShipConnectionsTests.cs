using System.Collections.Concurrent;
using Maestro.Engine.Docker;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public class ShipConnectionsTests
{
    [Fact]
    public async Task A_ship_has_one_client_and_with_it_one_pool_of_connections_however_many_instances_ask_at_once()
    {
        await using var bench = await PlayBench.OpenAsync();
        bench.Docker.PullsAnything = true;
        var clients = new ConcurrentBag<string>();
        var endpoint = new UnixEndpoint(bench.Docker.SocketPath);
        var environment = Env.Of($"pools-{Guid.NewGuid():N}").Ship("a", endpoint: endpoint).Ship("b", endpoint: endpoint)
            .Service("one").Instances(10, "a").Service("two").Instances(10, "b").Build();

        var result = await new PlayRunner(environment, new Play(PlayKind.Start), Connect, TimeProvider.System).RunAsync(null, CancellationToken.None);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(["a", "b"], clients.Order(StringComparer.Ordinal));

        IDockerClient Connect(Ship ship)
        {
            clients.Add(ship.Name);
            return bench.Docker.CreateClient();
        }
    }
}
