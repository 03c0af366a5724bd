namespace Maestro.Engine.Planning;

/// <summary>A network as the list of its engine shows it.</summary>
/// <param name="Name">Its name on the ship.</param>
/// <param name="Owner">The environment that made it, by its label; null when none of ours did.</param>
/// <param name="Hash">What it was made from, by its label; null when it has none.</param>
internal sealed record ObservedNetwork(string Name, string? Owner, string? Hash);
