namespace Maestro.Engine.Reporting.Html;

/// <summary>A part of the time of a row.</summary>
/// <param name="Kind">What goes on.</param>
/// <param name="From">When it begins, from the beginning of the play.</param>
/// <param name="To">When it ends.</param>
/// <param name="Text">What goes on, in words.</param>
internal sealed record TimelineSpan(SpanKind Kind, TimeSpan From, TimeSpan To, string Text)
{
    /// <summary>Whether it ended with a failure.</summary>
    public bool Failed { get; init; }

    /// <summary>Whether it is one of those that bounded the play.</summary>
    public bool IsCritical { get; init; }

    public TimeSpan Length => To - From;

    public bool IsWaiting => Kind is SpanKind.Wait or SpanKind.Turn;
}
