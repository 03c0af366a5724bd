using System.Collections.Frozen;
using Maestro.Engine.Model;

namespace Maestro.Engine.Auditing;

/// <summary>The words for something that changes a ship.</summary>
/// <param name="Name">As users type it, such as <c>start</c>.</param>
/// <param name="Verb">As in "failed to start".</param>
/// <param name="Doing">As in "is starting".</param>
internal sealed record AuditAction(string Name, string Verb, string Doing)
{
    // By name: what is not here changes nothing, and nobody is told.
    private static readonly FrozenDictionary<string, AuditAction> Known = new AuditAction[]
    {
        new("pull", "pull", "pulling"),
        new("start", "start", "starting"),
        new("stop", "stop", "stopping"),
        new("kill", "kill", "killing"),
        new("restart", "restart", "restarting"),
        new("clean", "clean", "cleaning"),
        new("remove", "remove", "removing"),
        new("down", "take down", "taking down"),
        new("deploy", "deploy", "deploying"),
        new("rollback", "roll back", "rolling back"),
    }.ToFrozenDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for a play that only looks.</summary>
    public static AuditAction? Of(PlayKind play) => Known.GetValueOrDefault(play.ToString());

    /// <summary>Null for a step that changes nothing.</summary>
    public static AuditAction? Of(StepKind step) => Known.GetValueOrDefault(step.ToString());
}
