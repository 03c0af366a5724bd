using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Docker.Tests;

[Collection(RealEngineCollection.Name)]
public sealed class RealEngineContractTests(RealEngineFixture fixture) : EngineContract
{
    private protected override string Image => RealEngine.Busybox;

    private protected override Task<IDockerClient> ConnectAsync() => Task.FromResult(fixture.Engine.CreateClient());

    private protected override string NewName(string what) => fixture.Engine.NewName(what);
}
