namespace Maestro.Cli.Live;

/// <summary>What the live table shows at one moment.</summary>
/// <param name="Rows">The rows that fit; of a large play those that are under way or went wrong.</param>
/// <param name="Hidden">How many more are under way or went wrong.</param>
/// <param name="Summary">The play in one line.</param>
/// <param name="Notice">What the user should know about the run itself; empty for nothing.</param>
internal sealed record LiveFrame(IReadOnlyList<LiveRow> Rows, int Hidden, string Summary, string Notice);
