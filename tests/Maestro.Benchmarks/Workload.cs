using Maestro.Engine.Model;

namespace Maestro.Benchmarks;

/// <summary>A set of containers with delayed ports, as an environment and as a plain list for the bare calls.</summary>
/// <param name="Name">What it is called in the tables.</param>
/// <param name="Parts">The containers, each after those it needs.</param>
internal sealed record Workload(string Name, IReadOnlyList<WorkloadPart> Parts)
{
    public const int ContainerPort = 7;
    private const int FirstPort = 21000;

    // The delays of the chain, in ms: 1.5 s in all.
    private static readonly int[] ChainDelays = [0, 150, 300, 50, 200, 100, 250, 30, 120, 300];

    /// <summary>Ten services, each requiring the one before, each opening its port after a while.</summary>
    public static Workload Chain { get; } = new("chain of 10", [.. ChainDelays.Select((delay, i) =>
        new WorkloadPart($"bench-chain-{i}", FirstPort + i, delay, i == 0 ? null : i - 1))]);

    /// <summary>Instances that need nothing and open their port at once.</summary>
    public static Workload Independent(int count) => new($"{count} independent", [.. Enumerable.Range(0, count).Select(i =>
        new WorkloadPart($"bench-alone-{i}", FirstPort + 100 + i, 0, null))]);

    public MaestroEnvironment ToEnvironment(string image, string socket, string address)
    {
        var ship = new Ship { Name = "local", Address = address, Endpoint = new UnixEndpoint(socket) };
        var reference = ImageReference.Parse(image);
        return new MaestroEnvironment($"bench {Name}", "bench.yaml", [ship], [.. Parts.Select(p => ToService(p, reference))]);
    }

    private Service ToService(WorkloadPart part, ImageReference image) => new()
    {
        Name = $"{part.Name}-service",
        Image = image,
        Requires = part.Needs is { } need ? [$"{Parts[need].Name}-service"] : [],
        Instances =
        [
            new Instance
            {
                Name = part.Name,
                Service = $"{part.Name}-service",
                Ship = "local",
                Image = image,
                Env = new Dictionary<string, string?> { ["DELAY"] = $"{part.Delay}" },
                Ports = [new PortMapping("port", "tcp", new PortRange(ContainerPort), new PortRange(part.Port), PortMapping.AllInterfaces)],
                Lifecycle = new Lifecycle { Running = [new TcpCheckSpec("port") { MaxWait = TimeSpan.FromSeconds(60) }] },
            },
        ],
    };
}

/// <summary>One container of a workload.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">The port of the ship at which it is published.</param>
/// <param name="Delay">Milliseconds until it opens its port.</param>
/// <param name="Needs">Index of the part that must be open first, or null.</param>
internal sealed record WorkloadPart(string Name, int Port, int Delay, int? Needs);
