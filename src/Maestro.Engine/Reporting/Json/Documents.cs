// The documents of an artifacts folder, shaped like the parts of the messages.
using System.Text.Json.Serialization;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Json;

internal sealed record PlanDocument(
    int Schema,
    [property: JsonConverter(typeof(KebabCase<PlayKind>))] PlayKind Play,
    string Environment,
    string? Run,
    IReadOnlyList<PlannedInstancePart> Instances,
    IReadOnlyList<GatePart>? Gates,
    IReadOnlyList<PlannedStepPart> Steps)
{
    public static PlanDocument Of(PlayStarted started) => new(
        EventJson.Schema,
        started.Play,
        started.Environment,
        started.Run,
        [.. started.Plan.Instances.Select(PlannedInstancePart.Of)],
        GatePart.Of(started.Plan),
        [.. started.Plan.Steps.Select(PlannedStepPart.Of)]);
}

internal sealed record EndpointsDocument(int Schema, string Environment, string? Run, IReadOnlyList<EndpointPart> Endpoints)
{
    public static EndpointsDocument Of(PlayResult result)
        => new(EventJson.Schema, result.Environment, result.Run, [.. result.Endpoints.Select(EndpointPart.Of)]);
}
