using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Tests.Planning;

/// <summary>What the ships of an environment show, container by container. They have every image unless a test takes one away.</summary>
internal sealed class Fleet(MaestroEnvironment environment)
{
    private readonly Dictionary<string, ObservedContainer> _containers = [];
    private readonly HashSet<(string Ship, string Image)> _missing = [];
    private readonly ContainerSpecs _specs = new(environment);
    private string? _unreachable;

    public static Fleet Of(MaestroEnvironment environment) => new(environment);

    public Fleet Up(params string[] instances) => With(ContainerState.Running, instances);

    public Fleet Stopped(params string[] instances) => With(ContainerState.Exited, instances);

    public Fleet With(ContainerState state, params string[] instances)
    {
        foreach (var name in instances)
        {
            Add(name, state, environment.Name, _specs.HashOf(environment.Instance(name)));
        }

        return this;
    }

    public Fleet Exited(string instance, int code)
    {
        Stopped(instance);
        _containers[instance] = _containers[instance] with { Sentence = $"Exited ({code}) 2 hours ago" };
        return this;
    }

    public Fleet Outdated(string instance) => Add(instance, ContainerState.Running, environment.Name, "of an older file");

    public Fleet Foreign(string instance, string owner) => Add(instance, ContainerState.Exited, owner, "theirs");

    public Fleet WithoutImage(string image, string? ship = null)
    {
        _missing.Add((ship ?? environment.Ships[0].Name, ImageReference.Parse(image).Full));
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
            Containers = _containers.Where(c => environment.Instance(c.Key).Ship == s.Name).ToDictionary(),
            Images = environment.Instances.Where(i => i.Ship == s.Name).Select(i => i.Image.Full).Where(i => !_missing.Contains((s.Name, i))).ToHashSet(),
        }));

    private Fleet Add(string instance, ContainerState state, string owner, string hash)
    {
        _containers[instance] = new ObservedContainer($"id-of-{instance}", instance, state)
        {
            Image = environment.Instance(instance).Image.Text,
            Labels = new Dictionary<string, string>
            {
                [ContainerLabels.Environment] = owner,
                [ContainerLabels.Hash] = hash,
            },
        };
        return this;
    }
}
