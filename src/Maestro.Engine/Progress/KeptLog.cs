namespace Maestro.Engine.Progress;

/// <summary>The end of an instance's log, kept because the play failed.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Lines">Its last lines, the oldest first.</param>
/// <param name="IsCut">Whether there are earlier ones.</param>
/// <param name="RequiredBy">The instance that failed and requires this one; null for one that failed itself.</param>
internal sealed record KeptLog(string Instance, IReadOnlyList<LogLine> Lines, bool IsCut, string? RequiredBy);
