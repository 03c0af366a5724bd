using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Maestro.Testing;

// What happens to containers. Everything private here is called with the gate held.
public sealed partial class FakeDocker
{
    private const int FirstFreePort = 49153;
    private int _nextFreePort = FirstFreePort;

    /// <summary>The container ends by itself.</summary>
    public void Exit(string container, int code)
    {
        lock (_gate)
        {
            End(FindOrRefuse(container), code, byUser: false);
        }
    }

    /// <summary>The container's health check comes to another verdict: healthy or unhealthy.</summary>
    public void SetHealth(string container, string health, string output = "")
    {
        lock (_gate)
        {
            FindOrRefuse(container).HealthOutput = output;
            SetHealth(FindOrRefuse(container), health);
        }
    }

    /// <summary>The container writes a line to its log.</summary>
    public void WriteLog(string container, string line, bool isError = false)
    {
        lock (_gate)
        {
            FindOrRefuse(container).Log.Add(new FakeLogLine(isError, line, DateTimeOffset.UtcNow));
            Changed();
        }
    }

    private FakeContainer? Find(string name)
        => _containers.Find(container => container.Name == name || container.Id == name)
            ?? _containers.Find(container => name.Length >= 4 && container.Id.StartsWith(name, StringComparison.Ordinal));

    private FakeContainer FindOrRefuse(string name) => Find(name) ?? throw new FakeRefusal(404, $"No such container: {name}");

    private FakeImage? FindImage(string name)
        => _images.GetValueOrDefault(FakeImage.Normalise(name)) ?? _images.Values.FirstOrDefault(image => image.Id == name);

    private FakeContainer Create(string name, JsonObject request)
    {
        var image = (string?)request["Image"] ?? string.Empty;
        if (name.Length < 2 && !TakesShortNames)
        {
            throw new FakeRefusal(400, $"Invalid container name ({name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
        }

        if (FindImage(image) is not { } found)
        {
            throw new FakeRefusal(404, $"No such image: {FakeImage.Normalise(image)}");
        }

        if (_containers.Find(other => other.Name == name) is { } taken)
        {
            throw new FakeRefusal(
                409, $"Conflict. The container name \"/{name}\" is already in use by container \"{taken.Id}\". You have to remove (or rename) that container to be able to reuse that name.");
        }

        var container = new FakeContainer
        {
            Id = NewId(),
            Name = name,
            Image = image,
            ImageId = found.Id,
            Request = (JsonObject)request.DeepClone(),
        };
        Inherit(found.Labels, container.Request);
        foreach (var (network, endpoint) in request["NetworkingConfig"]?["EndpointsConfig"] as JsonObject ?? [])
        {
            container.Endpoints[network] = endpoint?.DeepClone() as JsonObject ?? [];
        }

        _containers.Add(container);
        AddVolumesOf(container);
        Emit(container, "create");
        return container;
    }

    // What the container says itself goes before what its image says.
    private static void Inherit(IReadOnlyDictionary<string, string> labels, JsonObject request)
    {
        var own = request["Labels"] as JsonObject ?? [];
        foreach (var (name, value) in labels.Where(label => !own.ContainsKey(label.Key)))
        {
            own[name] = value;
        }

        request["Labels"] = own;
    }

    private static string NewId() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <returns>False when it is up already.</returns>
    private bool Start(FakeContainer container, StartScript? script)
    {
        if (container.IsUp)
        {
            return false;
        }

        if (script?.FailsNow() == true)
        {
            container.Error = script.Failure!;
            throw new FakeRefusal(script.FailureStatus, script.Failure!);
        }

        JoinNetworks(container);
        container.Run++;
        OpenPorts(container, script);
        container.State = "running";
        container.ListedState = null;
        container.Error = string.Empty;
        container.ExitCode = 0;
        container.StartedAt = DateTimeOffset.UtcNow;
        container.Health = script?.HasHealthCheck == true ? "starting" : null;
        container.Log.AddRange((script?.Log ?? []).Select(line => new FakeLogLine(line.IsError, line.Text, DateTimeOffset.UtcNow)));
        Emit(container, "start");
        FollowScript(container, script);
        return true;
    }

    private void FollowScript(FakeContainer container, StartScript? script)
    {
        if (script?.HealthyAfter is { } healthyAfter)
        {
            After(healthyAfter, container, () => SetHealth(container, "healthy"));
        }

        if (script?.ExitsNow() == true)
        {
            After(script.ExitAfter, container, () => End(container, script.ExitCode, byUser: false));
        }
    }

    /// <summary>Does something later, unless the container was stopped or started anew by then.</summary>
    private void After(TimeSpan time, FakeContainer container, Action action)
    {
        var run = container.Run;
        _ = Task.Run(async () =>
        {
            await Task.Delay(time, _closing.Token);
            lock (_gate)
            {
                if (container.Run == run)
                {
                    action();
                }
            }
        });
    }

    /// <returns>False when it is not up.</returns>
    private bool Stop(FakeContainer container, int code)
    {
        if (!container.IsUp && container.State != "restarting")
        {
            return false;
        }

        if (container.IsUp)
        {
            End(container, code, byUser: true);
        }

        container.Run++;
        container.State = "exited";
        Emit(container, "stop");
        return true;
    }

    private void End(FakeContainer container, int code, bool byUser)
    {
        if (!container.IsUp)
        {
            return;
        }

        ClosePorts(container);
        container.ListedState = ListsEndsLate ? container.State : null;
        container.Run++;
        container.ExitCode = code;
        container.FinishedAt = DateTimeOffset.UtcNow;
        container.Health = container.Health is null ? null : "unhealthy";
        var restarts = !byUser && container.RestartsAfter(code);
        container.State = restarts ? "restarting" : "exited";
        Emit(container, "die", ("exitCode", code.ToString(CultureInfo.InvariantCulture)));
        if (restarts)
        {
            After(RestartDelay * Math.Pow(2, container.RestartCount), container, () => Restart(container));
        }
    }

    private void Restart(FakeContainer container)
    {
        container.RestartCount++;
        try
        {
            Start(container, _starts.GetValueOrDefault(container.Name));
        }
        catch (FakeRefusal)
        {
            container.State = "exited"; // the engine gives up as well, and leaves the message in the container
        }
    }

    private void SetHealth(FakeContainer container, string health)
    {
        container.Health = health;
        Emit(container, $"health_status: {health}");
    }

    private void Remove(FakeContainer container, bool force)
    {
        if (container.IsUp || container.State == "restarting")
        {
            if (!force)
            {
                throw new FakeRefusal(
                    409, $"You cannot remove a {container.State} container {container.Id}. Stop the container before attempting removal or force remove");
            }

            End(container, 137, byUser: true);
        }

        container.Run++;
        _containers.Remove(container);
        Emit(container, "destroy");
    }

    private void OpenPorts(FakeContainer container, StartScript? script)
    {
        var ports = new List<FakePort>();
        try
        {
            foreach (var (key, bindings) in container.Request["HostConfig"]?["PortBindings"] as JsonObject ?? [])
            {
                foreach (var binding in bindings as JsonArray ?? [])
                {
                    ports.Add(OpenPort(container, key, (string?)binding?["HostIp"] ?? string.Empty, (string?)binding?["HostPort"] ?? string.Empty));
                }
            }
        }
        catch (FakeRefusal)
        {
            ports.ForEach(port => port.Dispose());
            throw;
        }

        container.Ports = ports;
        var delay = script?.PortsOpenAfter ?? TimeSpan.Zero;
        if (PublishPorts && delay == TimeSpan.Zero)
        {
            OpenNow(container, ports, script);
        }
        else if (PublishPorts)
        {
            After(delay, container, () => OpenNow(container, ports, script));
        }
    }

    private void OpenNow(FakeContainer container, List<FakePort> ports, StartScript? script)
    {
        foreach (var port in ports)
        {
            port.HttpAnswer = script?.HttpAnswer;
            Serve(port);
        }

        container.PortsOpenAt = DateTimeOffset.UtcNow;
    }

    private FakePort OpenPort(FakeContainer container, string key, string address, string external)
    {
        var (exposed, protocol) = key.Split('/') is [var number, var name] ? (number, name) : (key, "tcp");
        var asked = external.Length == 0 ? 0 : int.Parse(external.Split('-')[0], CultureInfo.InvariantCulture);
        var chosen = asked != 0 || PublishPorts ? asked : _nextFreePort++;
        var port = new FakePort(int.Parse(exposed, CultureInfo.InvariantCulture), protocol, address.Length == 0 ? "0.0.0.0" : address, chosen);
        var isTaken = chosen != 0 && _containers.Exists(other => other.IsUp && other.Ports.Any(taken => Clash(taken, port)));
        if (isTaken)
        {
            throw PortIsTaken(container, port);
        }

        // A port that the engine chooses must be known at once, so that its listener cannot wait for the service.
        if (PublishPorts && protocol == "tcp" && (HasUserlandProxy || chosen == 0))
        {
            ListenOn(container, port);
        }

        return port;
    }

    private void ListenOn(FakeContainer container, FakePort port)
    {
        try
        {
            port.Listen(AddressOf(port));
        }
        catch (SocketException)
        {
            throw PortIsTaken(container, port);
        }
    }

    private void Serve(FakePort port)
    {
        port.Serve();
        if (port.Protocol == "tcp" && !port.IsListening)
        {
            port.Listen(AddressOf(port));
        }
    }

    private static void ClosePorts(FakeContainer container)
    {
        foreach (var port in container.Ports)
        {
            port.Dispose();
        }

        container.Ports = [];
    }

    private IPAddress AddressOf(FakePort port) => port.Address == "0.0.0.0" ? PublishAddress : IPAddress.Parse(port.Address);

    private static bool Clash(FakePort one, FakePort other)
        => one.External == other.External
            && one.Protocol == other.Protocol
            && (one.Address == other.Address || one.Address == "0.0.0.0" || other.Address == "0.0.0.0");

    private static FakeRefusal PortIsTaken(FakeContainer container, FakePort port) => new(
        500,
        $"driver failed programming external connectivity on endpoint {container.Name} ({container.Id}): Bind for {port.Address}:{port.External} failed: port is already allocated");
}
