namespace Maestro.Engine.Reporting.Html;

/// <summary>What parts of time are called in the style sheet and in the legend.</summary>
internal static class SpanNames
{
    public static string ClassOf(SpanKind kind) => kind switch
    {
        SpanKind.Wait => "wait",
        SpanKind.Turn => "turn",
        SpanKind.Pull => "pull",
        SpanKind.Network => "network",
        SpanKind.Create => "create",
        SpanKind.Start => "start",
        SpanKind.Check => "check",
        SpanKind.NextCheck => "check2",
        SpanKind.Stop => "stop",
        SpanKind.Kill => "kill",
        _ => "remove",
    };

    public static string Legend(SpanKind kind) => kind switch
    {
        SpanKind.Wait => "waits for others",
        SpanKind.Turn => "waits for its turn",
        SpanKind.NextCheck => "next check",
        _ => ClassOf(kind),
    };
}
