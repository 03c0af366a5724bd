namespace Maestro.Engine.Model;

/// <summary>A file system in memory.</summary>
/// <param name="Path">Path inside the container.</param>
/// <param name="Options">Options of the mount, such as <c>size=64m,mode=1777</c>; empty for Docker's own.</param>
public sealed record TmpfsMount(string Path, string Options = "");
