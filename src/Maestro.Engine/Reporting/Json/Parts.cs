// The objects inside messages and documents. One file, since each is a handful of lines that docs/output.md lists in the same order.
using System.Text.Json.Serialization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.Json;

internal sealed record StepPart(
    int Number, [property: JsonConverter(typeof(KebabCase<StepKind>))] StepKind Kind, string Subject, string? Service, string? Ship)
{
    public static StepPart Of(StepIdentity step) => new(step.Number, step.Kind, step.Subject, Text.OrNull(step.Service), Text.OrNull(step.Ship));
}

internal sealed record DiagnosticPart(
    string Code,
    [property: JsonConverter(typeof(KebabCase<DiagnosticSeverity>))] DiagnosticSeverity Severity,
    string Message,
    string? Path,
    string? File,
    int? Line,
    int? Column)
{
    public static DiagnosticPart Of(Diagnostic diagnostic) => new(
        diagnostic.Code.Id,
        diagnostic.Severity,
        diagnostic.Message,
        diagnostic.Path,
        diagnostic.Location?.File,
        Number(diagnostic.Location?.Line),
        Number(diagnostic.Location?.Column));

    private static int? Number(int? place) => place > 0 ? place : null;
}

internal sealed record AttemptPart(string Check, int Number, string Finding)
{
    public static AttemptPart Of(CheckAttempt attempt) => new(attempt.Check, attempt.Number, attempt.Finding);
}

internal sealed record InstancePart(
    string Name,
    string Service,
    string Ship,
    string Address,
    string Image,
    string Status,
    string Outcome,
    bool Succeeded,
    string? ContainerId,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? StartedAt)
{
    public static InstancePart Of(InstanceResult instance) => new(
        instance.Name,
        instance.Service,
        instance.Ship,
        instance.Address,
        instance.Image,
        instance.Status,
        instance.Outcome,
        instance.Succeeded,
        Text.OrNull(instance.ContainerId),
        instance.StartedAt);
}

internal sealed record EndpointPart(string Service, string Instance, string Name, string Host, int Port, string Protocol)
{
    public static EndpointPart Of(ServiceEndpoint endpoint)
        => new(endpoint.Service, endpoint.Instance, endpoint.PortName, endpoint.Host, endpoint.Port, endpoint.Protocol);
}

internal sealed record LinkPart(
    [property: JsonConverter(typeof(KebabCase<StepKind>))] StepKind Kind, string Subject, string Ship, double Waited, double Seconds)
{
    public static LinkPart Of(ChainLink link) => new(link.Kind, link.Subject, link.Ship, Text.Seconds(link.Waited), Text.Seconds(link.Duration));
}

internal sealed record PlannedStepPart(
    int Number,
    [property: JsonConverter(typeof(KebabCase<StepKind>))] StepKind Kind,
    string Subject,
    string? Service,
    string Ship,
    string Cause,
    IReadOnlyList<int> Needs,
    int? Gate)
{
    public static PlannedStepPart Of(PlannedStep planned)
    {
        var (needs, gate) = GatePart.Split(planned.Needs);
        return new(planned.Step.Number, planned.Step.Kind, planned.Step.Subject, Text.OrNull(planned.Step.Service), planned.Step.Ship, planned.Cause, needs, gate);
    }
}

/// <summary>What several steps wait for, told once: two services of a thousand instances each would have a million numbers between them.</summary>
internal sealed record GatePart(int Number, IReadOnlyList<int> Needs)
{
    /// <summary>The gates of a plan; null when it has none.</summary>
    public static IReadOnlyList<GatePart>? Of(PlayPlan plan)
    {
        List<GatePart> gates = [.. plan.Steps
            .Select(s => s.Needs).OfType<JoinedNeeds>().Where(n => n.Gate > 0)
            .DistinctBy(n => n.Gate)
            .Select(n => new GatePart(n.Gate, n.Shared))];
        return gates.Count == 0 ? null : gates;
    }

    /// <summary>The needs of a step alone, and the gate that it waits for besides.</summary>
    public static (IReadOnlyList<int> Needs, int? Gate) Split(IReadOnlyList<int> needs)
        => needs is JoinedNeeds { Gate: > 0 } joined ? (joined.Own, joined.Gate) : (needs, null);
}

internal sealed record PlannedInstancePart(string Name, string Service, string Ship, string Image, string? ContainerId, string Outcome)
{
    public static PlannedInstancePart Of(PlannedInstance planned)
        => new(planned.Name, planned.Service, planned.Ship, planned.Image, Text.OrNull(planned.ContainerId), planned.Outcome);
}
