namespace Maestro.Engine.Model;

/// <summary>A limit of the processes in a container.</summary>
/// <param name="Name">Such as <c>nofile</c>.</param>
/// <param name="Soft">The limit that holds at first; -1 for none.</param>
/// <param name="Hard">The limit up to which a process may raise it; -1 for none.</param>
public sealed record Ulimit(string Name, long Soft, long Hard);
