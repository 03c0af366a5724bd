namespace Maestro.Engine.Model;

/// <summary>Lines of the container's log, since its last start, match a regular expression.</summary>
/// <param name="MatchRegex">What a line must match somewhere.</param>
public sealed record LogCheckSpec(string MatchRegex) : CheckSpec
{
    /// <summary>How many lines must match.</summary>
    public int Times { get; init; } = 1;

    /// <inheritdoc/>
    public override string Summary => $"log '{MatchRegex}'";
}
