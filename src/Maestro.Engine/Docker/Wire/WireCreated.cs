namespace Maestro.Engine.Docker.Wire;

/// <summary>The answer of <c>POST /containers/create</c>.</summary>
internal sealed record WireCreated
{
    public required string Id { get; init; }

    public List<string>? Warnings { get; init; }

    public CreatedContainer ToCreated() => new(Id, Warnings ?? []);
}
