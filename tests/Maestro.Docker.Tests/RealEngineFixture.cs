using Maestro.Testing;

namespace Maestro.Docker.Tests;

/// <summary>One real engine for all tests of the collection.</summary>
public sealed class RealEngineFixture : IAsyncLifetime
{
    public RealEngine Engine { get; private set; } = null!;

    public async Task InitializeAsync() => Engine = await RealEngine.ConnectAsync();

    public async Task DisposeAsync()
    {
        if (Engine is not null)
        {
            await Engine.DisposeAsync();
        }
    }
}

/// <summary>Tests that share the engine, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RealEngineCollection : ICollectionFixture<RealEngineFixture>
{
    public const string Name = "real engine";
}
