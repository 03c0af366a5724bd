using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>A point in the order of a play: an instance, or one of the two ends of a service, between which its instances are.</summary>
/// <param name="service">The service.</param>
/// <param name="instance">The instance; null for an end of the service.</param>
internal sealed class OrderNode(string service, Instance? instance)
{
    public string Service { get; } = service;

    public Instance? Instance { get; } = instance;
}
