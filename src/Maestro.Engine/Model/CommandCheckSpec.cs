namespace Maestro.Engine.Model;

/// <summary>A command exits with 0.</summary>
/// <param name="Command">The command in words.</param>
public abstract record CommandCheckSpec(IReadOnlyList<string> Command) : CheckSpec
{
    /// <summary>The number of tries when the file says nothing: 180.</summary>
    public const int DefaultAttempts = 180;

    /// <summary>How often to try at most; null for as often as the time allows.</summary>
    public int? Attempts { get; init; } = DefaultAttempts;
}
