namespace Maestro.Engine.Planning;

/// <summary>A network as the list of its engine shows it.</summary>
/// <param name="Name">Its name on the ship.</param>
/// <param name="Owner">Whose it is, by its labels; null when none of ours made it.</param>
/// <param name="Hash">What it was made from, by its label; null when it has none.</param>
/// <param name="Expires">When the copy that it belongs to may be swept, as far as it knows.</param>
internal sealed record ObservedNetwork(string Name, Owner? Owner, string? Hash, DateTimeOffset? Expires = null);
