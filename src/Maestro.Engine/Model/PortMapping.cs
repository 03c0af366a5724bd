namespace Maestro.Engine.Model;

/// <summary>A named port: what the container listens on and where the ship publishes it.</summary>
/// <param name="Name">The name that checks and variables use.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="Exposed">The port inside the container.</param>
/// <param name="External">The port on the ship; <see cref="PortRange.Chosen"/> lets Docker choose one.</param>
/// <param name="ExternalAddress">The address of the ship it is bound to; <c>0.0.0.0</c> for all.</param>
public sealed record PortMapping(string Name, string Protocol, PortRange Exposed, PortRange External, string ExternalAddress)
{
    /// <summary>The address that stands for all interfaces of the ship.</summary>
    public const string AllInterfaces = "0.0.0.0";
}
