using Maestro.Engine.Model;

namespace Maestro.Engine.Auditing;

/// <summary>One thing that auditors are told: what was done to what, by whom, from where, and how it went.</summary>
internal sealed record AuditEntry
{
    /// <summary>One kind of event, never several.</summary>
    public required AuditEvents Event { get; init; }

    /// <summary><see cref="AuditLevel.Info"/> for plays and for every error, <see cref="AuditLevel.Debug"/> for the rest about containers.</summary>
    public required AuditLevel Level { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Environment { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>Names of instances; of an image for a pull of one; of the environment when the play did not come to any.</summary>
    public required IReadOnlyList<string> What { get; init; }

    public required AuditSource Source { get; init; }

    /// <summary>Whether it is about a whole play, and not about one container.</summary>
    public bool IsPlay { get; init; }

    /// <summary>Why it failed; empty when it did not.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>How long it took; null for what begins.</summary>
    public TimeSpan? Duration { get; init; }
}
