// The documents of an artifacts folder, shaped like the parts of the messages.
using System.Text.Json.Serialization;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Json;

internal sealed record PlanDocument(
    int Schema,
    [property: JsonConverter(typeof(KebabCase<PlayKind>))] PlayKind Play,
    string Environment,
    IReadOnlyList<PlannedInstancePart> Instances,
    IReadOnlyList<GatePart>? Gates,
    IReadOnlyList<PlannedStepPart> Steps)
{
    public static PlanDocument Of(PlayStarted started) => new(
        EventJson.Schema,
        started.Play,
        started.Environment,
        [.. started.Plan.Instances.Select(PlannedInstancePart.Of)],
        GatePart.Of(started.Plan),
        [.. started.Plan.Steps.Select(PlannedStepPart.Of)]);
}

internal sealed record EndpointsDocument(int Schema, string Environment, IReadOnlyList<EndpointPart> Endpoints)
{
    public static EndpointsDocument Of(PlayResult result)
        => new(EventJson.Schema, result.Environment, [.. result.Endpoints.Select(EndpointPart.Of)]);
}
