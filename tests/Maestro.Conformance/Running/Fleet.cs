using System.Diagnostics;
using System.Net;
using Maestro.Conformance.Cases;
using Maestro.Testing;
using Microsoft.AspNetCore.Connections;

namespace Maestro.Conformance.Running;

/// <summary>The stand-ins of a case's engines, one per ship.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const string UnixPrefix = "unix:";

    // Long enough to see whether two instances are acted on at once.
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(30);
    private readonly List<(string Ship, FakeDocker Docker)> _engines = [];

    private Fleet()
    {
    }

    /// <param name="sockets">The folder that <c>$SOCKETS</c> stands for.</param>
    public static async Task<Fleet> StartAsync(EngineScenario scenario, GoldenData golden, string sockets)
    {
        var fleet = new Fleet();
        try
        {
            foreach (var (key, address) in scenario.Listen)
            {
                var ship = ShipAt(address, golden) ?? key;
                var docker = await ListenAsync(address, sockets);
                fleet._engines.Add((ship, docker));
                Prepare(docker, key, scenario, golden);
            }

            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    public IReadOnlyList<EngineCall> Calls()
        => [.. _engines.SelectMany(e => e.Docker.Requests.Select(r => EngineCall.Of(e.Ship, r)).OfType<EngineCall>()).OrderBy(c => c.Begin)];

    public IReadOnlyDictionary<string, DateTimeOffset> PortsOpen()
        => _engines.SelectMany(e => e.Docker.Containers).Where(c => c.PortsOpenAt is not null).ToDictionary(c => c.Name, c => c.PortsOpenAt!.Value);

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, docker) in _engines)
        {
            await docker.DisposeAsync();
        }
    }

    // A key of engine.json is a name as YAML 1.1 reads it; the address says which ship is meant.
    private static string? ShipAt(string address, GoldenData golden)
        => golden.Ships?.Where(s => s.Value.Url == $"http://{address}").Select(s => s.Key).FirstOrDefault();

    private static Task<FakeDocker> ListenAsync(string address, string sockets)
        => address.StartsWith(UnixPrefix, StringComparison.Ordinal)
            ? FakeDocker.StartAsync(socketPath: address[UnixPrefix.Length..].Replace("$SOCKETS", sockets, StringComparison.Ordinal))
            : ListenAsync(IPEndPoint.Parse(address));

    // Another run on this machine may have the same case in hand.
    private static async Task<FakeDocker> ListenAsync(IPEndPoint address)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await FakeDocker.StartAsync(address);
            }
            catch (IOException exception) when (exception.InnerException is AddressInUseException && watch.Elapsed < FakeDocker.Patience)
            {
                await Task.Delay(Latency);
            }
        }
    }

    private static void Prepare(FakeDocker docker, string ship, EngineScenario scenario, GoldenData golden)
    {
        docker.PullsAnything = true;
        (docker.ServesDistribution, docker.TellsDigests) = (false, false); // no engine of those days did
        docker.TakesShortNames = true;
        docker.ContainerAddress = string.Empty;
        foreach (var image in scenario.ImagesOf(ship))
        {
            docker.AddImage(image);
        }

        foreach (var (name, container) in scenario.ContainersOf(ship))
        {
            docker.AddContainer(name, container.Image, container.Running, container.ImageId);
            WriteLog(scenario.Logs.GetValueOrDefault(name, $"log of {name}\n"), line => docker.WriteLog(name, line));
        }

        PreparePulls(docker, scenario);
        PrepareFailures(docker, scenario);
        foreach (var name in golden.Instances?.Keys ?? [])
        {
            var start = docker.OnStart(name).Take(Latency);
            docker.OnStop(name).Take(Latency);
            WriteLog(scenario.Logs.GetValueOrDefault(name, string.Empty), line => start.Write(line));
        }

        if (scenario.Publish is { } publishing)
        {
            Publish(docker, ship, scenario, publishing, golden);
        }
    }

    private static void PreparePulls(FakeDocker docker, EngineScenario scenario)
    {
        foreach (var (image, id) in scenario.PulledIds)
        {
            docker.AddPullable(image).Id = id;
        }

        foreach (var (image, failure) in scenario.PullFail)
        {
            if (failure.Stream is { } message)
            {
                docker.FailPullInStream(image, message, failure.Count);
            }
            else
            {
                docker.FailPull(image, "registry unavailable", failure.Status ?? 500, failure.Count);
            }
        }

        if (scenario.AuthFail is { } refusal)
        {
            docker.Refuse("POST", "/auth", refusal.Status, "auth backend unavailable", refusal.Count);
        }
    }

    private static void PrepareFailures(FakeDocker docker, EngineScenario scenario)
    {
        foreach (var (name, failure) in scenario.StartFail)
        {
            _ = failure == "exit" ? docker.OnStart(name).Exit(1) : docker.OnStart(name).Fail(failure);
        }

        foreach (var (name, failure) in scenario.StopFail)
        {
            docker.OnStop(name).Fail(failure);
        }

        foreach (var (name, code) in scenario.ExecExit)
        {
            docker.SetExecExit(name, code);
        }
    }

    private static void Publish(FakeDocker docker, string ship, EngineScenario scenario, ScenarioPublishing publishing, GoldenData golden)
    {
        docker.PublishPorts = true;
        docker.PublishAddress = IPEndPoint.Parse(scenario.Listen[ship]).Address;
        foreach (var name in golden.Instances?.Keys ?? [])
        {
            docker.OnStart(name)
                .OpenPortsAfter(TimeSpan.FromSeconds(publishing.Delay.GetValueOrDefault(name)))
                .AnswerHttp(publishing.Http.GetValueOrDefault(name, "ok"));
        }
    }

    private static void WriteLog(string text, Action<string> write)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            write(line);
        }
    }
}
