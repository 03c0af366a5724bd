using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>A lifecycle check as the file describes it.</summary>
public abstract record CheckSpec
{
    /// <summary>The deadline used when the file gives none: 300 s.</summary>
    public static readonly TimeSpan DefaultMaxWait = TimeSpan.FromSeconds(300);

    /// <summary>How long to go on trying.</summary>
    public TimeSpan MaxWait { get; init; } = DefaultMaxWait;

    /// <summary>Where the check is declared.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The check in a few words, for plans and messages.</summary>
    public abstract string Summary { get; }
}

/// <summary>The service accepts a connection on one of its published ports.</summary>
/// <param name="Port">Name of the port.</param>
public sealed record TcpCheckSpec(string Port) : CheckSpec
{
    /// <inheritdoc/>
    public override string Summary => $"tcp {Port}";
}
