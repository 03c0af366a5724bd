using Maestro.Engine.Docker;
using Maestro.Engine.Execution;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public class ContainerWatchTests
{
    [Fact]
    public async Task Sends_those_who_wait_to_look_when_the_engine_hangs()
    {
        await using var docker = await FakeDocker.StartAsync();
        var timeouts = new EngineTimeouts { Idle = TimeSpan.FromSeconds(100), Silence = TimeSpan.FromSeconds(5) };
        await using var client = new DockerClient(docker.CreateDialer(), new HastyTime(), timeouts);
        await using var watch = new ContainerWatch(client, TimeProvider.System);
        using var subscription = await watch.SubscribeAsync("web-1", CancellationToken.None);

        using var frozen = docker.Hold("GET", "/_ping");
        using var away = docker.Hold("GET", "/events");

        Assert.Equal(ContainerWatch.Subscription.LookAgain, await subscription.NextAsync(CancellationToken.None).AsTask().WaitAsync(FakeDocker.Patience));
    }
}
