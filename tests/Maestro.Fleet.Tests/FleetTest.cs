using Maestro.Testing;

namespace Maestro.Fleet.Tests;

/// <summary>A test on the fleet, which leaves no container, and no network of its own, on any ship.</summary>
[Collection(FleetCollection.Name)]
public abstract class FleetTest(FleetFixture fixture) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    private protected RealFleet Fleet { get; } = fixture.Fleet;

    private protected TemporaryFolder Folder => _folder;

    public Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync()
    {
        _folder.Dispose();
        if (Fleet is not null)
        {
            await Fleet.ClearAsync();
        }
    }

    /// <summary>Runs the tool as a process of its own, which has to succeed.</summary>
    /// <returns>What it wrote.</returns>
    private protected static async Task<string> SucceedsAsync(IReadOnlyDictionary<string, string?> variables, params string[] words)
    {
        var (exitCode, output) = await MaestroProcess.RunAsync(variables, words);
        Assert.True(exitCode == 0, $"maestro {string.Join(' ', words)} ended with {exitCode}:\n{output}");
        return output;
    }
}
