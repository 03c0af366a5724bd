using System.Globalization;
using Maestro.Engine.Model;

namespace Maestro.Engine.Variables;

/// <summary>What each container finds in its environment.</summary>
/// <remarks>
/// Layers, later ones win: the service's own variables; the names of environment and service; the instance's own variables; its secrets; its name,
/// address and image; where its peers are; where the instances of required and wanted services are.
/// </remarks>
internal sealed class InstanceVariables(MaestroEnvironment environment)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _visibleServices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _neighbours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkBlock> _links = new(StringComparer.Ordinal);

    /// <summary>The variables of an instance by name, in ordinal order; a null value removes the image's variable.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="chosenPort">The port that Docker chose for a port of an instance that a dependant must know; null while it is not known.</param>
    /// <param name="isRunning">Whether the instance and its peers run, so that the ports that Docker chose for them are known too.</param>
    public IReadOnlyDictionary<string, string?> Of(Instance instance, Func<Instance, PortMapping, int?> chosenPort, bool isRunning = false)
    {
        var service = environment.Service(instance.Service);
        var variables = OwnOf(instance);
        AddLinks(variables, service, own: true, chosenPort);
        if (isRunning)
        {
            AddChosen(variables, Links(service), chosenPort);
        }

        foreach (var visible in VisibleServices(service))
        {
            AddLinks(variables, environment.Service(visible), own: false, chosenPort);
        }

        return variables;
    }

    /// <summary>Those of the variables that are about the instance itself, whatever the others hide of them.</summary>
    public SortedDictionary<string, string?> OwnOf(Instance instance)
    {
        var service = environment.Service(instance.Service);
        var variables = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        AddAll(variables, service.Env);
        variables["MAESTRO_ENVIRONMENT_NAME"] = environment.Name;
        variables["SERVICE_NAME"] = service.Name;
        AddAll(variables, instance.Env);
        foreach (var (name, secret) in instance.Secrets)
        {
            variables[name] = environment.Secret(secret).Value?.Reveal() ?? SecretValue.Hidden;
        }

        variables["CONTAINER_NAME"] = instance.Name;
        variables["CONTAINER_HOST_ADDRESS"] = environment.Ship(instance.Ship).Address;
        variables["DOCKER_IMAGE"] = instance.Image.Text;
        variables["DOCKER_TAG"] = instance.Image.Tag;
        return variables;
    }

    /// <summary>A digest of all other variables of an instance, the same for all instances of its service; ports that Docker chooses count as equal.</summary>
    /// <remarks>Many services see nearly all others: the variables of each are digested once, and not for every instance that is told of them.</remarks>
    public string NeighboursOf(Instance instance)
    {
        if (!_neighbours.TryGetValue(instance.Service, out var digest))
        {
            var service = environment.Service(instance.Service);
            var blocks = VisibleServices(service).Select(s => Links(environment.Service(s)).Digest).Prepend(Links(service).OwnDigest);
            _neighbours[instance.Service] = digest = VariableDigest.Of(blocks);
        }

        return digest;
    }

    private static void AddAll(SortedDictionary<string, string?> variables, IReadOnlyDictionary<string, string?> layer)
    {
        foreach (var (name, value) in layer)
        {
            variables[name] = value;
        }
    }

    private void AddLinks(SortedDictionary<string, string?> variables, Service service, bool own, Func<Instance, PortMapping, int?> chosenPort)
    {
        var block = Links(service);
        foreach (var (name, value) in block.Common)
        {
            variables[name] = value;
        }

        foreach (var (name, value) in own ? block.Internal : [])
        {
            variables[name] = value;
        }

        // A port that Docker chooses is known only once its container runs: too late for the instance itself and its peers.
        if (!own)
        {
            AddChosen(variables, block, chosenPort);
        }
    }

    private static void AddChosen(SortedDictionary<string, string?> variables, LinkBlock block, Func<Instance, PortMapping, int?> chosenPort)
    {
        foreach (var (name, instance, port) in block.Chosen)
        {
            if (chosenPort(instance, port) is { } number)
            {
                variables[name] = number.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>The services that instances of the given one are told of: those it requires, directly or not, and those it wants info of.</summary>
    public IReadOnlyList<string> VisibleServices(Service service)
    {
        if (_visibleServices.TryGetValue(service.Name, out var known))
        {
            return known;
        }

        var required = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(service.Requires);
        while (pending.TryPop(out var name))
        {
            if (required.Add(name))
            {
                foreach (var next in environment.Service(name).Requires)
                {
                    pending.Push(next);
                }
            }
        }

        required.UnionWith(service.WantsInfo);
        required.Remove(service.Name);
        return _visibleServices[service.Name] = [.. required.Order(StringComparer.Ordinal)];
    }

    private LinkBlock Links(Service service)
    {
        if (_links.TryGetValue(service.Name, out var known))
        {
            return known;
        }

        var prefix = VariableName.Part(service.Name);
        var block = new LinkBlock([], [], []);
        foreach (var instance in service.Instances)
        {
            var stem = $"{prefix}_{VariableName.Part(instance.Name)}";
            block.Common.Add(($"{stem}_HOST", environment.Ship(instance.Ship).Address));
            foreach (var port in instance.Ports)
            {
                AddPort(block, instance, port, $"{stem}_{VariableName.Part(port.Name)}");
            }
        }

        block.Common.Add(($"{prefix}_INSTANCES", string.Join(',', service.Instances.Select(i => i.Name).Order(StringComparer.Ordinal))));
        return _links[service.Name] = block;
    }

    private static void AddPort(LinkBlock block, Instance instance, PortMapping port, string stem)
    {
        block.Internal.Add(($"{stem}_INTERNAL_PORT", port.Exposed.ToString()));
        if (port.External.IsChosen)
        {
            block.Chosen.Add(($"{stem}_PORT", instance, port));
        }
        else
        {
            block.Common.Add(($"{stem}_PORT", port.External.ToString()));
        }
    }

    /// <summary>The variables about one service: for everybody, for its own instances alone, and those with a port that Docker chooses.</summary>
    private sealed record LinkBlock(
        List<(string Name, string Value)> Common,
        List<(string Name, string Value)> Internal,
        List<(string Name, Instance Instance, PortMapping Port)> Chosen)
    {
        private string? _digest;

        public string Digest => _digest ??= DigestOf(Common, Chosen.Select(c => c.Name));

        public string OwnDigest => DigestOf([.. Common, .. Internal], []);

        // Whatever the order of instances and ports in the file.
        private static string DigestOf(IEnumerable<(string Name, string Value)> variables, IEnumerable<string> chosen)
            => VariableDigest.Of(variables.Select(v => $"{v.Name}={v.Value}").Concat(chosen).Order(StringComparer.Ordinal));
    }
}
