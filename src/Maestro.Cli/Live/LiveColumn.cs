namespace Maestro.Cli.Live;

/// <summary>A column of the live table.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="Width">Its width in characters.</param>
/// <param name="Cell">What a row has in it.</param>
internal sealed record LiveColumn(string Header, int Width, Func<LiveRow, string> Cell);
