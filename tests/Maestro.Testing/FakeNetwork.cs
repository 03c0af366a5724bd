using System.Text.Json.Nodes;

namespace Maestro.Testing;

/// <summary>A user-defined network of a <see cref="FakeDocker"/>.</summary>
public sealed class FakeNetwork
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The body of the create call.</summary>
    public required JsonObject Request { get; init; }

    public IReadOnlyDictionary<string, string> Labels
        => (Request["Labels"] as JsonObject)?.ToDictionary(label => label.Key, label => (string)label.Value!) ?? [];
}
