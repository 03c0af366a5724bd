namespace Maestro.Engine.Progress;

/// <summary>Whether a port of an instance answers.</summary>
/// <param name="Name">The port's name.</param>
/// <param name="Port">Port on the ship; null while Docker has not chosen one.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="State">Whether it answers.</param>
public sealed record PortResult(string Name, int? Port, string Protocol, PortState State);

/// <summary>Whether a port answers.</summary>
public enum PortState
{
    /// <summary>Nobody asked, or the protocol does not allow to tell.</summary>
    Unknown,

    /// <summary>What is behind it takes connections.</summary>
    Up,

    /// <summary>It does not, or the instance does not run.</summary>
    Down,
}
