namespace Maestro.Engine.Planning;

/// <summary>A command to run in a running instance.</summary>
public sealed record ExecOptions
{
    /// <summary>The instance; also a service that has only one.</summary>
    public required string Instance { get; init; }

    /// <summary>The name of the copy of the environment that it is part of; null for the environment itself.</summary>
    public string? Run { get; init; }

    /// <summary>The command in words; no shell reads it.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The user, and group, it runs as; null for the container's own.</summary>
    public string? User { get; init; }

    /// <summary>The folder it runs in; null for the container's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables on top of the container's own, as NAME=VALUE; none by default.</summary>
    public IReadOnlyList<string> Env { get; init; } = [];

    /// <summary>Whether it gets a terminal; false by default.</summary>
    public bool Tty { get; init; }
}
