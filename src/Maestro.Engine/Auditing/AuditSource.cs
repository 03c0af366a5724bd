namespace Maestro.Engine.Auditing;

/// <summary>Who carries out a play, and from where.</summary>
/// <param name="User">The login name.</param>
/// <param name="Machine">The machine's name.</param>
internal sealed record AuditSource(string User, string Machine)
{
    public static AuditSource OfThisProcess() => new(System.Environment.UserName, System.Environment.MachineName);
}
