// The lines of the event stream, one record per kind of event. One file, since together they are the contract of docs/output.md.
using System.Text.Json.Serialization;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Json;

internal sealed record PlayStartedMessage(
    int Schema,
    string Event,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset Time,
    [property: JsonConverter(typeof(KebabCase<PlayKind>))] PlayKind Play,
    string Environment,
    string? Run,
    int Steps,
    int Instances,
    IReadOnlyList<GatePart>? Gates,
    IReadOnlyList<DiagnosticPart> Warnings)
{
    public static PlayStartedMessage Of(PlayStarted happened) => new(
        EventJson.Schema,
        happened.Kind,
        happened.Time,
        happened.Play,
        happened.Environment,
        happened.Run,
        happened.Steps,
        happened.Instances,
        GatePart.Of(happened.Plan),
        [.. happened.Warnings.Select(DiagnosticPart.Of)]);
}

internal sealed record PlanChangedMessage(
    int Schema,
    string Event,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset Time,
    int Steps,
    int Instances,
    IReadOnlyList<GatePart>? Gates)
{
    public static PlanChangedMessage Of(PlanChanged happened)
        => new(EventJson.Schema, happened.Kind, happened.Time, happened.Plan.Steps.Count, happened.Plan.Instances.Count, GatePart.Of(happened.Plan));
}

internal sealed record StepStartedMessage(
    int Schema,
    string Event,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset Time,
    StepPart Step,
    string Cause,
    IReadOnlyList<int> Needs,
    int? Gate)
{
    public static StepStartedMessage Of(StepStarted happened)
    {
        var (needs, gate) = GatePart.Split(happened.Needs);
        return new(EventJson.Schema, happened.Kind, happened.Time, StepPart.Of(happened.Step), happened.Cause, needs, gate);
    }
}

internal sealed record StepProgressMessage(
    int Schema,
    string Event,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset Time,
    StepPart Step,
    string Message,
    long? CurrentBytes,
    long? TotalBytes,
    string? Check,
    AttemptPart? Attempt,
    string? ContainerId)
{
    public static StepProgressMessage Of(StepProgress happened) => new(
        EventJson.Schema,
        happened.Kind,
        happened.Time,
        StepPart.Of(happened.Step),
        happened.Message,
        happened.Current,
        happened.Total,
        happened.Check,
        happened.Attempt is { } attempt ? AttemptPart.Of(attempt) : null,
        happened.ContainerId);
}

internal sealed record StepFinishedMessage(
    int Schema,
    string Event,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset Time,
    StepPart Step,
    [property: JsonConverter(typeof(KebabCase<StepVerdict>))] StepVerdict Verdict,
    string Outcome,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? StartedAt,
    double Seconds,
    DiagnosticPart? Error)
{
    public static StepFinishedMessage Of(StepFinished happened) => new(
        EventJson.Schema,
        happened.Kind,
        happened.Time,
        StepPart.Of(happened.Outcome.Step),
        happened.Outcome.Verdict,
        happened.Outcome.Word,
        happened.Outcome.StartedAt,
        Text.Seconds(happened.Outcome.Duration),
        happened.Outcome.Error is { } error ? DiagnosticPart.Of(error) : null);
}

internal sealed record PlayFinishedMessage(
    int Schema,
    string Event,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset Time,
    [property: JsonConverter(typeof(KebabCase<PlayKind>))] PlayKind Play,
    string? Environment,
    string? Run,
    [property: JsonConverter(typeof(KebabCase<PlayVerdict>))] PlayVerdict Verdict,
    double Seconds,
    IReadOnlyList<InstancePart> Instances,
    IReadOnlyList<EndpointPart> Endpoints,
    IReadOnlyList<LinkPart> SlowestChain,
    IReadOnlyList<DiagnosticPart> Diagnostics)
{
    public static PlayFinishedMessage Of(PlayFinished happened) => new(
        EventJson.Schema,
        happened.Kind,
        happened.Time,
        happened.Result.Play,
        Text.OrNull(happened.Result.Environment),
        happened.Result.Run,
        happened.Result.Verdict,
        Text.Seconds(happened.Result.Duration),
        [.. happened.Result.Instances.Select(InstancePart.Of)],
        [.. happened.Result.Endpoints.Select(EndpointPart.Of)],
        [.. Reporting.SlowestChain.Of(happened.Result).Links.Select(LinkPart.Of)],
        [.. happened.Result.Diagnostics.Select(DiagnosticPart.Of)]);
}
