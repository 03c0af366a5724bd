namespace Maestro.Engine.Model;

/// <summary>A Docker link: another instance on the same ship, by a name of its own.</summary>
/// <param name="Instance">Name of the other instance.</param>
/// <param name="Alias">The name by which this container knows it.</param>
public sealed record InstanceLink(string Instance, string Alias);
