using System.Collections.ObjectModel;
using Maestro.Engine.Model;
using Maestro.Engine.Variables;

namespace Maestro.Engine.Planning;

/// <summary>Makes the container specifications of an environment's instances.</summary>
internal sealed class ContainerSpecs(MaestroEnvironment environment)
{
    private readonly Lock _lock = new();
    private readonly InstanceVariables _variables = new(environment);

    /// <summary>What is known of the images that are built here.</summary>
    public ObservedBuilds Builds { get; init; } = ObservedBuilds.None;

    /// <param name="chosenPort">The port that Docker chose for a port of another instance; null while it is not known.</param>
    public ContainerSpec Of(Instance instance, Func<Instance, PortMapping, int?> chosenPort)
    {
        IReadOnlyDictionary<string, string?> variables;
        lock (_lock)
        {
            variables = _variables.Of(instance, chosenPort);
        }

        return Of(instance, variables);
    }

    /// <summary>The variables of an instance for checks that run beside it, with the ports that Docker chose for the instance itself and its peers.</summary>
    public IReadOnlyDictionary<string, string?> VariablesForChecks(Instance instance, Func<Instance, PortMapping, int?> chosenPort)
    {
        lock (_lock)
        {
            return _variables.Of(instance, chosenPort, isRunning: true);
        }
    }

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
    public bool IsOutdated(Instance instance, ObservedContainer container)
        => container.IsUp && container.Labels.TryGetValue(ContainerLabels.Hash, out var hash) && Builds.CanTell(instance) && hash != HashOf(instance);

    /// <summary>The hash of the container that an instance should have; ports that Docker chooses count as equal, whatever it chose.</summary>
    public string HashOf(Instance instance)
    {
        lock (_lock)
        {
            return (Of(instance, _variables.OwnOf(instance)) with { Neighbours = _variables.NeighboursOf(instance) }).Hash();
        }
    }

    private ContainerSpec Of(Instance instance, IReadOnlyDictionary<string, string?> variables) => new()
    {
        Name = instance.Name,
        Image = instance.Image,
        Sources = Builds.Of(instance)?.Sources ?? string.Empty,
        // Containers on the ship's network, or on another container's, may not have a name of their own.
        Hostname = instance.Network.IsDefault ? instance.Name : string.Empty,
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
        VolumesFrom = instance.VolumesFrom,
        Links = instance.Links,
        Network = instance.Network,
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
