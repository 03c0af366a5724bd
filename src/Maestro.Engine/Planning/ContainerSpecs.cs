using System.Collections.ObjectModel;
using Maestro.Engine.Model;
using Maestro.Engine.Variables;

namespace Maestro.Engine.Planning;

/// <summary>Makes the container specifications of an environment's instances.</summary>
/// <param name="environment">The environment, or a copy.</param>
/// <param name="ports">The ports of the copy.</param>
internal sealed class ContainerSpecs(MaestroEnvironment environment, CopyPorts? ports = null)
{
    private readonly Lock _lock = new();
    private readonly InstanceVariables _variables = new(environment);
    private (MaestroEnvironment Environment, InstanceVariables Variables) _numbered;

    public MaestroEnvironment Environment => environment;

    /// <summary>The ports of the copy; null for the environment itself.</summary>
    public CopyPorts? Ports => ports;

    /// <summary>What is known of the images that are built here.</summary>
    public ObservedBuilds Builds { get; init; } = ObservedBuilds.None;

    /// <param name="chosenPort">The port that Docker chose for a port of another instance; null while it is not known.</param>
    public ContainerSpec Of(Instance instance, Func<Instance, PortMapping, int?> chosenPort)
    {
        lock (_lock)
        {
            var (numbered, variables) = Numbered(ports?.Tell(instance));
            instance = numbered.Instance(instance.Name);
            return Of(instance, variables.Of(instance, chosenPort)) with { ChosenPorts = ports is null ? string.Empty : PortLabel.Write(ChosenPorts(instance)) };
        }
    }

    /// <summary>The variables of an instance for checks that run beside it, with the ports that Docker chose for the instance itself and its peers.</summary>
    public IReadOnlyDictionary<string, string?> VariablesForChecks(Instance instance, Func<Instance, PortMapping, int?> chosenPort)
    {
        lock (_lock)
        {
            return Numbered(ports?.Numbered).Variables.Of(instance, chosenPort, isRunning: true);
        }
    }

    // What a copy's container is told has ports that are not in its hash: where they are does not make it another one.
    private (MaestroEnvironment Environment, InstanceVariables Variables) Numbered(MaestroEnvironment? numbered)
    {
        numbered ??= environment;
        if (!ReferenceEquals(_numbered.Environment, numbered))
        {
            _numbered = (numbered, ReferenceEquals(numbered, environment) ? _variables : new InstanceVariables(numbered));
        }

        return _numbered;
    }

    private IEnumerable<(string Port, int First)> ChosenPorts(Instance instance)
        => instance.Ports.Select(p => (p.Name, ports!.Of(instance, p))).Where(p => p.Item2 is not null).Select(p => (p.Name, p.Item2!.Value));

    /// <summary>Whether a stopped container is that of a job which has done its work, as the file has it now.</summary>
    public bool IsDone(Instance instance, ObservedContainer container)
        => instance.Lifecycle.IsJob
            && container is { State: ContainerState.Exited, ExitCode: 0 }
            && container.Labels.TryGetValue(ContainerLabels.Hash, out var hash)
            && (hash == HashOf(instance) || !Builds.CanTell(instance));

    private IReadOnlyDictionary<string, string> Digests(Instance instance)
        => instance.Secrets.Count == 0
            ? ReadOnlyDictionary<string, string>.Empty
            : instance.Secrets.ToDictionary(s => s.Key, s => environment.Secret(s.Value).Value?.Digest(s.Value) ?? string.Empty, StringComparer.Ordinal);

    /// <summary>
    /// Whether a running container was made from something else than the file, and what its image is made from, say now; one without a hash,
    /// or with an image whose sources are not there, is not judged.
    /// </summary>
    public bool IsOutdated(Instance instance, ObservedContainer container) => container.IsUp && IsOutdated(instance, container.Labels);

    /// <summary>The same by the labels of a running container alone.</summary>
    public bool IsOutdated(Instance instance, IReadOnlyDictionary<string, string> labels)
        => labels.TryGetValue(ContainerLabels.Hash, out var hash) && Builds.CanTell(instance) && hash != HashOf(instance);

    /// <summary>The hash of the container that an instance should have; ports that Docker chooses count as equal, whatever it chose.</summary>
    public string HashOf(Instance instance)
    {
        lock (_lock)
        {
            return (Of(instance, _variables.OwnOf(instance)) with { Neighbours = _variables.NeighboursOf(instance) }).Hash();
        }
    }

    // What another container is called by; one that the file does not have is none of ours.
    private string ContainerOf(string instance) => environment.HasInstance(instance) ? environment.Instance(instance).ContainerName : instance;

    private ContainerSpec Of(Instance instance, IReadOnlyDictionary<string, string?> variables) => new()
    {
        Name = instance.ContainerName,
        Image = instance.Image,
        Sources = Builds.Of(instance)?.Sources ?? string.Empty,
        // Containers on the ship's network, or on another container's, may not have a name of their own.
        Hostname = instance.Network.IsDefault ? instance.ContainerName : string.Empty,
        Command = instance.Command,
        Entrypoint = instance.Entrypoint,
        HealthCheck = instance.HealthCheck,
        Init = instance.Init,
        Tmpfs = instance.Tmpfs,
        ShmSize = instance.ShmSize,
        Platform = instance.Platform,
        Networks = [.. instance.Networks.Select(n => n with { Network = environment.Network(n.Network).ActualName })],
        Variables = variables,
        SecretDigests = Digests(instance),
        Ports = instance.Ports,
        Volumes = instance.Volumes,
        Restart = instance.Restart,
        ContainerVolumes = instance.ContainerVolumes,
        VolumesFrom = [.. instance.VolumesFrom.Select(ContainerOf)],
        Links = [.. instance.Links.Select(l => l with { Instance = ContainerOf(l.Instance) })],
        Network = instance.Network.SharedContainer is { } shared ? NetworkMode.OfContainer(ContainerOf(shared)) : instance.Network,
        Dns = instance.Dns,
        ExtraHosts = instance.ExtraHosts,
        Labels = instance.Labels,
        User = instance.User,
        WorkingDirectory = instance.WorkingDirectory,
        Privileged = instance.Privileged,
        CapAdd = instance.CapAdd,
        CapDrop = instance.CapDrop,
        SecurityOptions = instance.SecurityOptions,
        Limits = instance.Limits,
        Ulimits = instance.Ulimits,
        Log = instance.Log,
    };
}
