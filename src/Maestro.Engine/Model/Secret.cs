using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>A named value that is never shown.</summary>
public sealed record Secret
{
    /// <summary>The name that services and instances refer to.</summary>
    public required string Name { get; init; }

    /// <summary>The value; null while the command that tells it has not been run.</summary>
    public SecretValue? Value { get; init; }

    /// <summary>The command that tells the value; null when it came from a file or a variable.</summary>
    public SecretCommand? Command { get; init; }

    /// <summary>Where the secret is declared.</summary>
    public SourceLocation? Location { get; init; }
}

/// <summary>A command whose output is a secret.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Folder">The folder it runs in.</param>
/// <param name="Timeout">How long it may take.</param>
public sealed record SecretCommand(string Program, IReadOnlyList<string> Arguments, string Folder, TimeSpan Timeout);
