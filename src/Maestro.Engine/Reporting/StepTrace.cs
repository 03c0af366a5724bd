namespace Maestro.Engine.Reporting;

/// <summary>What happened within a step.</summary>
internal sealed class StepTrace
{
    /// <summary>Of a step of which nothing was told.</summary>
    public static StepTrace None { get; } = new();

    /// <summary>When its container was made; null when it was not.</summary>
    public DateTimeOffset? Created { get; set; }

    /// <summary>When it was over, be it that it never began.</summary>
    public DateTimeOffset? Ended { get; set; }

    /// <summary>Its checks, in the order in which they began; all of them again when a container was brought back.</summary>
    public List<CheckTrace> Checks { get; } = [];
}
