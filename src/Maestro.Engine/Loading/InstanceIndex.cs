namespace Maestro.Engine.Loading;

/// <summary>The instances of a file by name; of two with one name the first.</summary>
internal sealed class InstanceIndex
{
    private readonly Dictionary<string, InstanceDraft> _instances = new(StringComparer.Ordinal);

    public InstanceIndex(IEnumerable<InstanceDraft> instances)
    {
        foreach (var instance in instances)
        {
            _instances.TryAdd(instance.Name, instance);
        }
    }

    public IReadOnlyCollection<string> Names => _instances.Keys;

    public InstanceDraft? Find(string name) => _instances.GetValueOrDefault(name);

    /// <summary>The instances that must be up before one of them, apart from what services require, each with the name that says so.</summary>
    /// <remarks>A container whose network is shared may also be none of this file's.</remarks>
    public IEnumerable<(InstanceDraft Instance, Reference By)> NeedsOf(InstanceDraft instance)
    {
        var named = instance.VolumesFrom.Concat(instance.Links.Select(l => l.Instance));
        if (instance.Network.SharedContainer is { } container)
        {
            named = named.Append(new Reference(container, instance.Container.Network!.Place));
        }

        foreach (var reference in named)
        {
            if (Find(reference.Name) is { } needed)
            {
                yield return (needed, reference);
            }
        }
    }

    /// <summary>The other services whose instances' volumes a service uses, each with the place that says so: it requires them.</summary>
    public IEnumerable<(string Service, BoundNode Place)> VolumeServicesOf(ServiceDraft service)
        => from source in service.Instances.SelectMany(i => i.VolumesFrom)
           let other = Find(source.Name)
           where other is not null && other.Service != service.Name
           select (other.Service, source.Place);
}
