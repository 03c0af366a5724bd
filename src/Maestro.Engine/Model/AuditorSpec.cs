using System.Text.Json;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>Somebody who is told about plays.</summary>
public abstract record AuditorSpec
{
    /// <summary>How long a failing delivery is tried again when the file does not say: 10 s.</summary>
    public static readonly TimeSpan DefaultMaxWait = TimeSpan.FromSeconds(10);

    /// <summary>The least important events that are told.</summary>
    public AuditLevel Level { get; init; }

    /// <summary>The kinds of events that are told.</summary>
    public AuditEvents Events { get; init; } = AuditEvents.All;

    /// <summary>Whether a play fails when this cannot be told; else that is a warning.</summary>
    public bool Required { get; init; }

    /// <summary>How long a delivery that fails is tried again, and how long the end of a play waits for what is still to be told.</summary>
    public TimeSpan MaxWait { get; init; } = DefaultMaxWait;

    /// <summary>What it is and where it leads, without anything secret, such as <c>http https://hooks.example.com</c>.</summary>
    public abstract string Description { get; }

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

/// <summary>Kinds of events.</summary>
[Flags]
public enum AuditEvents
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Something begins.</summary>
    Action = 1,

    /// <summary>It has been done.</summary>
    Success = 2,

    /// <summary>It has failed, or was cancelled.</summary>
    Error = 4,

    /// <summary>All of them.</summary>
    All = Action | Success | Error,
}

/// <summary>Appends lines to a file.</summary>
/// <param name="File">Full path of the file.</param>
public sealed record LogAuditorSpec(string File) : AuditorSpec
{
    /// <inheritdoc/>
    public override string Description => $"log {File}";
}

/// <summary>Calls an address by HTTP.</summary>
/// <param name="Endpoint">The address; it may hold a token.</param>
public sealed record HttpAuditorSpec(SecretValue Endpoint) : AuditorSpec
{
    /// <summary>GET or POST.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>What is sent: JSON whose texts may hold <c>{what}</c>, <c>{action}</c>, <c>{who}</c> and <c>{message}</c>; null for all that is known.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>Headers to send.</summary>
    public IReadOnlyDictionary<string, SecretValue> Headers { get; init; } = new Dictionary<string, SecretValue>();

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public override SecretValue? Token => Endpoint;

    /// <inheritdoc/>
    public override string Description => $"http {new Uri(Endpoint.Reveal()).GetComponents(UriComponents.SchemeAndServer, UriFormat.Unescaped)}";
}

/// <summary>Runs a program after a play that succeeded.</summary>
/// <param name="Script">The program.</param>
/// <param name="Arguments">Its arguments, which may hold <c>{what}</c>, <c>{action}</c> and <c>{who}</c>.</param>
public sealed record ExecAuditorSpec(string Script, IReadOnlyList<string> Arguments) : AuditorSpec
{
    /// <inheritdoc/>
    public override string Description => $"exec {Script}";
}

/// <summary>Writes to a channel of Slack, by an incoming webhook or with the token of an application.</summary>
public sealed record SlackAuditorSpec : AuditorSpec
{
    /// <summary>The channel; empty for the webhook's own.</summary>
    public string Channel { get; init; } = string.Empty;

    /// <summary>The address of the incoming webhook; null when a token is used.</summary>
    public SecretValue? Webhook { get; init; }

    /// <summary>The token of the application that writes; null when a webhook is used.</summary>
    public SecretValue? BotToken { get; init; }

    /// <summary>The name to write under; empty for the application's own.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The picture to write with: an address or an emoji; empty for the application's own.</summary>
    public string Icon { get; init; } = string.Empty;

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public override string Description => Channel.Length > 0 ? $"slack {Channel}" : "slack";

    /// <inheritdoc/>
    public override SecretValue? Token => Webhook ?? BotToken;
}
