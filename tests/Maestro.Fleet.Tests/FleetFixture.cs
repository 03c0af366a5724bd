using Maestro.Testing;

namespace Maestro.Fleet.Tests;

/// <summary>One fleet of three ships for all tests of the project.</summary>
public sealed class FleetFixture : IAsyncLifetime
{
    private const int Ships = 3;

    public RealFleet Fleet { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (FleetFactAttribute.Reason is not null)
        {
            return; // every test of the collection is skipped
        }

        Fleet = RealFleet.WhyNot is { } obstacle
            ? throw new InvalidOperationException($"The tests on a fleet have to run where CI is set, and cannot: {obstacle}")
            : await RealFleet.StartAsync(Ships);
    }

    public async Task DisposeAsync()
    {
        if (Fleet is not null)
        {
            await Fleet.DisposeAsync();
        }
    }
}

/// <summary>Tests that share the fleet, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class FleetCollection : ICollectionFixture<FleetFixture>
{
    public const string Name = "fleet";
}
