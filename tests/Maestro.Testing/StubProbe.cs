using Maestro.Engine.Checks;
using Maestro.Engine.Model;

namespace Maestro.Testing;

/// <summary>Answers what a check asks with what a test has laid down, without an engine.</summary>
internal sealed record StubProbe(Instance Instance) : IInstanceProbe
{
    public string ShipAddress { get; init; } = "127.0.0.1";

    public bool IsEngineLocal { get; init; }

    public string WorkingDirectory { get; init; } = Path.GetTempPath();

    public IReadOnlyList<string> Addresses { get; init; } = [];

    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    public HealthFinding? Health { get; init; }

    public IReadOnlyList<string> Log { get; init; } = [];

    public ValueTask<int> ExternalPortAsync(PortMapping port, CancellationToken cancellation) => new(port.External.First);

    public ValueTask<IReadOnlyList<string>> ContainerAddressesAsync(CancellationToken cancellation) => new(Addresses);

    public ValueTask<IReadOnlyDictionary<string, string?>> VariablesAsync(CancellationToken cancellation) => new(Variables);

    public ValueTask<HealthFinding?> HealthAsync(CancellationToken cancellation) => new(Health);

    public Task<CommandResult> ExecuteAsync(IReadOnlyList<string> command, CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<string> ReadLogAsync(CancellationToken cancellation) => Log.ToAsyncEnumerable();

    public Task<int> ExitCodeAsync(CancellationToken cancellation) => throw new NotSupportedException();
}
