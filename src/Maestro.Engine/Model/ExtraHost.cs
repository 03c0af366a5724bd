namespace Maestro.Engine.Model;

/// <summary>One more line of a container's <c>/etc/hosts</c>.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="Address">Its address.</param>
public sealed record ExtraHost(string Name, string Address);
