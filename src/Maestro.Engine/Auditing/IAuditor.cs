namespace Maestro.Engine.Auditing;

/// <summary>Somebody who can be told.</summary>
internal interface IAuditor
{
    /// <summary>Makes one try.</summary>
    /// <exception cref="AuditFailure">It could not be told.</exception>
    Task TellAsync(AuditEntry entry, CancellationToken cancellation);
}
