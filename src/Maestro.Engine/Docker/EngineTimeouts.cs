namespace Maestro.Engine.Docker;

/// <summary>How long an engine may keep its callers waiting.</summary>
internal sealed record EngineTimeouts
{
    /// <summary>A ping costs an engine nothing, so that one which does not answer it hangs.</summary>
    public static readonly TimeSpan UsualPing = TimeSpan.FromSeconds(30);

    /// <summary>No limits but that of the first ping.</summary>
    public static EngineTimeouts None { get; } = new();

    /// <summary>Longest time without a byte of an answer that is due at once; null for no limit.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Longest time until a call that is no stream is answered; null for no limit.</summary>
    public TimeSpan? Total { get; init; }

    /// <summary>How long an engine may be silent over a call before it is asked whether it lives; null for as long as it likes.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>Longest time until a ping is answered.</summary>
    public TimeSpan Ping => Idle ?? UsualPing;
}
