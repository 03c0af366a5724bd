namespace Maestro.Engine.Model;

/// <summary>A path of the ship, or a named volume, seen inside the container.</summary>
/// <param name="Source">Path on the ship, or name of a volume.</param>
/// <param name="Target">Path inside the container.</param>
/// <param name="Mode">Docker's mode, such as <c>rw</c>, <c>ro</c> or <c>ro,Z</c>.</param>
public sealed record VolumeBinding(string Source, string Target, string Mode = "rw");
