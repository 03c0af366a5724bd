using System.Text.Json;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>Somebody who is told about plays.</summary>
public abstract record AuditorSpec
{
    /// <summary>The least important events that are told.</summary>
    public AuditLevel Level { get; init; }

    /// <summary>Whether a play fails when this cannot be told; else that is a warning.</summary>
    public bool Required { get; init; }

    /// <summary>What proves to the service who tells it; null where nothing does.</summary>
    public virtual SecretValue? Token => null;

    /// <summary>Where the auditor is declared.</summary>
    public SourceLocation? Location { get; init; }
}

/// <summary>Which events an auditor is told of.</summary>
public enum AuditLevel
{
    /// <summary>Plays and errors.</summary>
    Info,

    /// <summary>Every container as well.</summary>
    Debug,
}

/// <summary>Appends lines to a file.</summary>
/// <param name="File">Full path of the file.</param>
public sealed record LogAuditorSpec(string File) : AuditorSpec;

/// <summary>Calls an address by HTTP.</summary>
/// <param name="Endpoint">The address.</param>
public sealed record HttpAuditorSpec(Uri Endpoint) : AuditorSpec
{
    /// <summary>GET or POST.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>What is sent: JSON whose texts may hold <c>{what}</c>, <c>{action}</c>, <c>{who}</c> and <c>{message}</c>; null for nothing.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>Headers to send.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);
}

/// <summary>Runs a program after a play that succeeded.</summary>
/// <param name="Script">The program.</param>
/// <param name="Arguments">Its arguments, which may hold <c>{what}</c>, <c>{action}</c> and <c>{who}</c>.</param>
public sealed record ExecAuditorSpec(string Script, IReadOnlyList<string> Arguments) : AuditorSpec;

/// <summary>Writes to a channel of Slack.</summary>
/// <param name="Channel">The channel.</param>
public sealed record SlackAuditorSpec(string Channel) : AuditorSpec
{
    /// <summary>The token of the application that writes.</summary>
    public required SecretValue BotToken { get; init; }

    /// <summary>The name to write under; empty for the application's own.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The picture to write with: an address or an emoji; empty for the application's own.</summary>
    public string Icon { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override SecretValue? Token => BotToken;
}
