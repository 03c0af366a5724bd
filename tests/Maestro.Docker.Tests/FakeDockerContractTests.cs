using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Docker.Tests;

public sealed class FakeDockerContractTests : EngineContract
{
    private FakeDocker _docker = null!;

    private protected override string Image => RealEngine.Busybox;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _docker.DisposeAsync();
    }

    private protected override async Task<IDockerClient> ConnectAsync()
    {
        _docker = await FakeDocker.StartAsync();
        _docker.AddImage(Image);
        _docker.FailPull("127.0.0.1:1/maestro-test/none:0", "Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused");
        return _docker.CreateClient();
    }

    private protected override string NewName(string what) => $"fake-{what}";

    private protected override void WillGreetAndExit(string name) => _docker.OnStart(name).Write("hello").Write("oops", isError: true).Exit(3);
}
