namespace Maestro.Engine.Reporting;

/// <summary>A line of text about an event, with the weight that a log should give it.</summary>
/// <param name="Weight">How much it matters.</param>
/// <param name="Text">One line, or several for a table.</param>
public sealed record ReportLine(ReportWeight Weight, string Text);

/// <summary>How much a line matters. Errors and warnings are not lines: fronts take them from the diagnostics.</summary>
public enum ReportWeight
{
    /// <summary>For those who want every detail.</summary>
    Detail,

    /// <summary>What most people want to see.</summary>
    Normal,

    /// <summary>How a play ended, in one line: for everybody.</summary>
    Summary,
}
