using Maestro.Engine.Auditing;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Auditing;

/// <summary>Entries as alice makes them on the machine ci-7.</summary>
internal static class Entries
{
    public static readonly AuditSource Source = new("alice", "ci-7");

    public static readonly AuditAction Start = AuditAction.Of(PlayKind.Start)!;

    public static AuditEntry Of(AuditEvents kind = AuditEvents.Action, string message = "", AuditLevel level = AuditLevel.Info, params string[] what) => new()
    {
        Event = kind,
        Level = level,
        Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        Environment = "demo",
        Action = Start,
        What = what.Length > 0 ? what : ["db-1", "web-1"],
        Source = Source,
        IsPlay = true,
        Message = message,
    };

    public static AuditEntry OfMany(AuditEvents kind, string message = "") => Of(kind, message, what: ["a-1", "a-2", "a-3", "a-4", "a-5"]);
}
