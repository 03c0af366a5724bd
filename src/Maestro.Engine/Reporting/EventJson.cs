using System.Text.Json;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting.Json;

namespace Maestro.Engine.Reporting;

/// <summary>The events of a play as JSON, one object per line; <c>docs/output.md</c> tells its shape.</summary>
public static class EventJson
{
    /// <summary>The version of the shape. It grows when a field changes its meaning or goes; new fields may come without.</summary>
    public const int Schema = 1;

    /// <summary>An event as one line, without its end.</summary>
    /// <param name="happened">The event.</param>
    public static string Line(MaestroEvent happened) => happened switch
    {
        PlayStarted started => JsonSerializer.Serialize(PlayStartedMessage.Of(started), ReportJson.Lines.PlayStartedMessage),
        PlanChanged changed => JsonSerializer.Serialize(PlanChangedMessage.Of(changed), ReportJson.Lines.PlanChangedMessage),
        StepStarted started => JsonSerializer.Serialize(StepStartedMessage.Of(started), ReportJson.Lines.StepStartedMessage),
        StepProgress progress => JsonSerializer.Serialize(StepProgressMessage.Of(progress), ReportJson.Lines.StepProgressMessage),
        StepFinished finished => JsonSerializer.Serialize(StepFinishedMessage.Of(finished), ReportJson.Lines.StepFinishedMessage),
        PlayFinished finished => JsonSerializer.Serialize(PlayFinishedMessage.Of(finished), ReportJson.Lines.PlayFinishedMessage),
        _ => throw new ArgumentException($"There is no JSON for {happened?.GetType().Name}.", nameof(happened)),
    };

    /// <summary>The plan of a play as a document.</summary>
    internal static string Plan(PlayStarted started) => JsonSerializer.Serialize(PlanDocument.Of(started), ReportJson.Documents.PlanDocument);

    /// <summary>Where the ports of the running instances are reached, as a document.</summary>
    internal static string Endpoints(PlayResult result) => JsonSerializer.Serialize(EndpointsDocument.Of(result), ReportJson.Documents.EndpointsDocument);
}
