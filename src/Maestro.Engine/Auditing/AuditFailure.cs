namespace Maestro.Engine.Auditing;

/// <summary>An auditor could not be told, and why, without anything secret.</summary>
internal sealed class AuditFailure(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether another try may do better.</summary>
    public bool IsPassing { get; init; }

    /// <summary>How long the other side asks to wait before another try; null when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
