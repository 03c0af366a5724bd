using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting;

/// <summary>The events of a play as lines of text, the same for every front.</summary>
public static class EventText
{
    /// <summary>The lines for an event; none for one that needs no words.</summary>
    public static IReadOnlyList<ReportLine> Describe(MaestroEvent happened) => throw new NotImplementedException();
}
