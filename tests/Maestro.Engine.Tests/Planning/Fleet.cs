using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Tests.Planning;

/// <summary>What the ships of an environment show, container by container. They have every image unless a test takes one away.</summary>
internal sealed class Fleet(MaestroEnvironment environment)
{
    private const string ImageId = "sha256:1";
    private readonly Dictionary<string, ObservedContainer> _containers = [];
    private readonly HashSet<(string Ship, string Image)> _missing = [];
    private readonly ContainerSpecs _specs = new(environment);
    private readonly HashSet<string> _new = [];
    private readonly List<string> _interim = [];
    private readonly List<(string Ship, ObservedNetwork Network)> _networks = [];
    private readonly Dictionary<string, string> _platforms = [];
    private readonly List<(string Ship, ObservedContainer Container)> _others = [];
    private readonly List<(string Ship, string Volume)> _volumes = [];
    private string? _unreachable;

    public static Fleet Of(MaestroEnvironment environment) => new(environment);

    public Fleet Up(params string[] instances) => With(ContainerState.Running, instances);

    public Fleet Stopped(params string[] instances) => With(ContainerState.Exited, instances);

    public Fleet With(ContainerState state, params string[] instances)
    {
        foreach (var name in instances)
        {
            Add(name, state, Owner.Of(environment), _specs.HashOf(environment.Instance(name)));
        }

        return this;
    }

    public Fleet Exited(string instance, int code)
    {
        Stopped(instance);
        _containers[instance] = _containers[instance] with { Sentence = $"Exited ({code}) 2 hours ago" };
        return this;
    }

    public Fleet Outdated(string instance) => Add(instance, ContainerState.Running, Owner.Of(environment), "of an older file");

    public Fleet Foreign(string instance, string owner) => Add(instance, ContainerState.Exited, new Owner(owner), "theirs");

    /// <summary>The name of the image stands for another one than the containers were made from.</summary>
    public Fleet NewImage(string image)
    {
        _new.Add(ImageReference.Parse(image).Full);
        return this;
    }

    /// <summary>What a run that was killed has left behind: a container with its interim name.</summary>
    public Fleet Interim(string instance)
    {
        _interim.Add(instance);
        return this;
    }

    public Fleet WithoutImage(string image, string? ship = null)
    {
        _missing.Add((ship ?? environment.Ships[0].Name, ImageReference.Parse(image).Full));
        return this;
    }

    /// <summary>A ship has the network of that name; without an owner it is none of Maestro's.</summary>
    public Fleet Network(string name, string? owner = null, string? hash = null, string? ship = null)
    {
        _networks.Add((ship ?? environment.Ships[0].Name, new ObservedNetwork(name, owner is null ? null : new Owner(owner), hash)));
        return this;
    }

    /// <summary>A container of something that the file has no instance for.</summary>
    public Fleet Other(string container, Owner owner, DateTimeOffset expires = default, string? ship = null)
    {
        _others.Add((ship ?? environment.Ships[0].Name, new ObservedContainer($"id-of-{container}", container, ContainerState.Running) { Labels = owner.Labels(expires).ToDictionary() }));
        return this;
    }

    /// <summary>A network of a copy.</summary>
    public Fleet Network(string name, Owner owner, DateTimeOffset expires, string? ship = null)
    {
        _networks.Add((ship ?? environment.Ships[0].Name, new ObservedNetwork(name, owner, null, expires)));
        return this;
    }

    public Fleet Volume(string name, string? ship = null)
    {
        _volumes.Add((ship ?? environment.Ships[0].Name, name));
        return this;
    }

    public Fleet ImageFor(string image, string platform)
    {
        _platforms[ImageReference.Parse(image).Full] = platform;
        return this;
    }

    public Fleet Unreachable(string ship)
    {
        _unreachable = ship;
        return this;
    }

    public ObservedFleet Build() => new(environment.Ships.Select(s => s.Name == _unreachable
        ? new ObservedShip(s.Name) { Problem = Diagnostic.Error(DiagnosticCodes.ConnectionRefused, $"Ship {s.Name} is away.") }
        : new ObservedShip(s.Name)
        {
            Containers = _containers.Where(c => environment.Instance(c.Key).Ship == s.Name).Select(c => c.Value).Concat(Interims(s.Name)).Concat(_others.Where(o => o.Ship == s.Name).Select(o => o.Container)).ToDictionary(c => c.Name),
            Volumes = [.. _volumes.Where(v => v.Ship == s.Name).Select(v => v.Volume)],
            Networks = _networks.Where(n => n.Ship == s.Name).ToDictionary(n => n.Network.Name, n => n.Network),
            ImagePlatforms = _platforms,
            Images = environment.Instances.Where(i => i.Ship == s.Name).Select(i => i.Image.Full).Where(i => !_missing.Contains((s.Name, i))).Distinct().ToDictionary(i => i, i => _new.Contains(i) ? "sha256:new" : ImageId),
        }));

    private IEnumerable<ObservedContainer> Interims(string ship)
        => _interim.Where(i => environment.Instance(i).Ship == ship).Select(i => new ObservedContainer($"id-of-new-{i}", InterimName.Of(environment.Instance(i)), ContainerState.Created)
        {
            Labels = new Dictionary<string, string>(Owner.Of(environment).Labels(default)) { [ContainerLabels.Instance] = i },
        });

    private Fleet Add(string instance, ContainerState state, Owner owner, string hash)
    {
        _containers[instance] = new ObservedContainer($"id-of-{instance}", environment.Instance(instance).ContainerName, state)
        {
            Image = environment.Instance(instance).Image.Text,
            ImageId = ImageId,
            Labels = new Dictionary<string, string>(owner.Labels(default)) { [ContainerLabels.Hash] = hash },
        };
        return this;
    }
}
