using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>An instance as far as it could be read, with what its service says for all.</summary>
internal sealed class InstanceDraft
{
    private readonly ContainerDraft _own;
    private readonly ContainerDraft _service;

    public InstanceDraft(BoundNode place, string service, Reference? ship, ContainerDraft own, ContainerDraft defaults)
    {
        (Place, Service, Ship, _own, _service) = (place, service, ship, own, defaults);
        Ports = MergePorts();
        Checks = _own.Checks.Count == 0 ? _service.Checks : [.. _service.Checks, .. _own.Checks];
    }

    public BoundNode Place { get; }

    public string Name => Place.Name;

    public string Service { get; }

    public Reference? Ship { get; }

    public IReadOnlyList<PortDraft> Ports { get; }

    public IReadOnlyList<CheckDraft> Checks { get; }

    /// <summary>The instance itself, once the whole file is known to be right.</summary>
    public Instance ToModel() => new()
    {
        Name = Name,
        Service = Service,
        Ship = Ship!.Name,
        Image = _own.Image ?? _service.Image!,
        Ports = [.. Ports.Select(p => p.Mapping)],
        Env = _own.Env,
        Volumes = MergeVolumes(),
        Command = _own.Command ?? _service.Command ?? [],
        Restart = _own.Restart ?? _service.Restart ?? RestartPolicy.No,
        StopTimeout = _own.StopTimeout ?? _service.StopTimeout ?? TimeSpan.FromSeconds(10),
        Lifecycle = Checks.Count == 0 ? Lifecycle.None : new Lifecycle { Running = [.. Checks.Select(c => c.Check)] },
        Location = Place.Location,
    };

    private IReadOnlyList<PortDraft> MergePorts()
    {
        if (_own.Ports.Count == 0 || _service.Ports.Count == 0)
        {
            return _own.Ports.Count == 0 ? _service.Ports : _own.Ports;
        }

        var own = _own.Ports.ToDictionary(p => p.Mapping.Name, StringComparer.Ordinal);
        var merged = _service.Ports.Select(p => own.Remove(p.Mapping.Name, out var instead) ? instead : p).ToList();
        merged.AddRange(_own.Ports.Where(p => own.ContainsKey(p.Mapping.Name)));
        return merged;
    }

    // An instance's volume takes the place of one of the service with the same source or the same target.
    private IReadOnlyList<VolumeBinding> MergeVolumes()
        => _service.Volumes.Count == 0 || _own.Volumes.Count == 0
            ? _own.Volumes.Count == 0 ? _service.Volumes : _own.Volumes
            : [.. _service.Volumes.Where(v => !_own.Volumes.Any(o => o.Source == v.Source || o.Target == v.Target)), .. _own.Volumes];
}
