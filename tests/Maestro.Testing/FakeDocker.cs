using System.Diagnostics;
using System.Net;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;

namespace Maestro.Testing;

/// <summary>A Docker engine that speaks real HTTP on a real unix socket and on a TCP port of 127.0.0.1, without any containers behind it.</summary>
/// <remarks>
/// It keeps images and containers as engine 20.10 would, sends events, records every call, and does what a test has told it to do. A typical test:
/// <code>
/// await using var docker = await FakeDocker.StartAsync();
/// docker.AddImage("redis:7");
/// docker.OnStart("db-1").Fail("driver failed …");
/// await using var client = docker.CreateClient();
/// </code>
/// </remarks>
public sealed partial class FakeDocker : IAsyncDisposable
{
    /// <summary>How long a test waits for something that should come at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("fd").FullName;
    private readonly List<FakeContainer> _containers = [];
    private readonly Dictionary<string, FakeImage> _images = [];
    private readonly Dictionary<string, FakeImage> _pullable = [];
    private readonly List<FakeImage> _pushed = [];
    private readonly Dictionary<string, FakePullFailure> _pullFailures = [];
    private readonly Dictionary<string, StartScript> _starts = [];
    private readonly Dictionary<string, StopScript> _stops = [];
    private readonly IPAddress _address;

    private FakeDocker(IPEndPoint? tcp, string? socketPath)
    {
        SocketPath = socketPath ?? Path.Combine(_folder, "d.sock");
        _address = tcp?.Address ?? IPAddress.Loopback;
        TcpPort = tcp?.Port ?? 0;
    }

    public string SocketPath { get; }

    public int TcpPort { get; private set; }

    /// <summary>The engine as a docker_host: <c>unix://…</c>.</summary>
    public string UnixHost => $"unix://{SocketPath}";

    /// <summary>The engine as a docker_host: <c>tcp://127.0.0.1:…</c>.</summary>
    public string TcpHost => $"tcp://{_address}:{TcpPort}";

    /// <summary>The newest API version that it says it speaks.</summary>
    public string ApiVersion { get; set; } = "1.41";

    /// <summary>The oldest API version that it says it speaks.</summary>
    public string MinApiVersion { get; set; } = "1.12";

    /// <summary>Lists a container that has ended as running until its details are asked for, as newer engines do for some milliseconds.</summary>
    public bool ListsEndsLate { get; set; }

    /// <summary>Answers everything with a web page, as any web server would.</summary>
    public bool IsSomeWebServer { get; set; }

    /// <summary>Published ports of running containers really listen.</summary>
    public bool PublishPorts { get; set; }

    /// <summary>Takes names of one letter, which a real engine refuses.</summary>
    public bool TakesShortNames { get; set; }

    /// <summary>Every image is in the registry, those that <see cref="AddPullable"/> does not name included.</summary>
    public bool PullsAnything { get; set; }

    /// <summary>Asks the registry what a tag stands for; some engines, and some guards in front of one, do not.</summary>
    public bool ServesDistribution { get; set; } = true;

    /// <summary>Says at the end of a pull which digest the tag stood for.</summary>
    public bool TellsDigests { get; set; } = true;

    /// <summary>The engine's own platform.</summary>
    public string Platform { get; set; } = "linux/amd64";

    /// <summary>Where ports are published whose address is 0.0.0.0 or not given.</summary>
    public IPAddress PublishAddress { get; set; } = IPAddress.Loopback;

    /// <summary>Ports accept from the start on and close each connection until the service listens, as on the engine's own machine.</summary>
    public bool HasUserlandProxy { get; set; }

    /// <summary>The address that running containers say they have.</summary>
    public string ContainerAddress { get; set; } = "172.17.0.2";

    /// <summary>How long a restart policy waits before the first restart; it doubles each time.</summary>
    public TimeSpan RestartDelay { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>All calls so far, in the order in which they arrived.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public IReadOnlyList<FakeContainer> Containers
    {
        get
        {
            lock (_gate)
            {
                return [.. _containers];
            }
        }
    }

    /// <param name="tcp">Where to listen; by default a free port of 127.0.0.1.</param>
    /// <param name="socketPath">The socket to listen on as well; by default one in a folder of its own.</param>
    public static async Task<FakeDocker> StartAsync(IPEndPoint? tcp = null, string? socketPath = null)
    {
        var docker = new FakeDocker(tcp, socketPath);
        try
        {
            await docker.ListenAsync();
            return docker;
        }
        catch
        {
            await docker.DisposeAsync();
            throw;
        }
    }

    /// <summary>The image is on the engine.</summary>
    public FakeImage AddImage(string name)
    {
        lock (_gate)
        {
            return _images[FakeImage.Normalise(name)] = new FakeImage(name);
        }
    }

    /// <summary>The image is in the registry: it can be pulled.</summary>
    public FakeImage AddPullable(string name)
    {
        lock (_gate)
        {
            var image = _pullable[FakeImage.Normalise(name)] = new FakeImage(name);
            _pushed.Add(image);
            return image;
        }
    }

    /// <summary>Somebody pushes another image under the name. The one before can still be pulled by its digest.</summary>
    public FakeImage MoveTag(string name)
    {
        lock (_gate)
        {
            var image = AddPullable(name);
            (image.Id, image.Digest) = (FakeImage.Hash($"{name} {_pushed.Count}"), FakeImage.Hash($"manifest of {name} {_pushed.Count}"));
            return image;
        }
    }

    /// <summary>The engine refuses to pull the image.</summary>
    /// <param name="times">After so many failures the next pull works.</param>
    public void FailPull(string image, string message, int status = 500, int times = int.MaxValue)
        => SetPullFailure(image, new FakePullFailure(message, status, times));

    /// <summary>The pull begins, and fails in the middle of its progress.</summary>
    /// <param name="times">After so many failures the next pull works.</param>
    public void FailPullInStream(string image, string message, int times = int.MaxValue)
        => SetPullFailure(image, new FakePullFailure(message, Status: null, times));

    /// <summary>What happens when the container of that name is started.</summary>
    public StartScript OnStart(string container)
    {
        lock (_gate)
        {
            return _starts.TryGetValue(container, out var script) ? script : _starts[container] = new StartScript();
        }
    }

    /// <summary>What happens when the container of that name is stopped.</summary>
    public StopScript OnStop(string container)
    {
        lock (_gate)
        {
            return _stops.TryGetValue(container, out var script) ? script : _stops[container] = new StopScript();
        }
    }

    /// <summary>The container of that name; fails the test when there is none.</summary>
    public FakeContainer Container(string name) => FindContainer(name) ?? throw new InvalidOperationException($"The fake engine has no container '{name}'.");

    public FakeContainer? FindContainer(string name)
    {
        lock (_gate)
        {
            return Find(name);
        }
    }

    /// <summary>Creates and starts a container behind the client's back, as another user of the engine would.</summary>
    public FakeContainer Run(string name, string image, IReadOnlyDictionary<string, string>? labels = null)
    {
        lock (_gate)
        {
            var container = Create(name, ToRequest(image, labels ?? new Dictionary<string, string>()));
            Start(container, script: null);
            return container;
        }
    }

    /// <summary>A container that was there before, also of an image that the engine no longer has.</summary>
    public FakeContainer AddContainer(string name, string image, bool isRunning, string? imageId = null)
    {
        var container = new FakeContainer
        {
            Id = NewId(),
            Name = name,
            Image = image,
            ImageId = imageId ?? new FakeImage(image).Id,
            Request = ToRequest(image, new Dictionary<string, string>()),
            State = isRunning ? "running" : "exited",
            StartedAt = DateTimeOffset.UtcNow,
            FinishedAt = isRunning ? null : DateTimeOffset.UtcNow,
        };
        lock (_gate)
        {
            _containers.Add(container);
        }

        return container;
    }

    /// <summary>What commands in the container of that name exit with, 0 by default.</summary>
    public void SetExecExit(string container, int code)
    {
        lock (_gate)
        {
            _execExits[container] = code;
        }
    }

    /// <summary>The calls of one kind, in order.</summary>
    /// <param name="path">Without a version; <c>*</c> stands for one part.</param>
    public IReadOnlyList<RecordedRequest> RequestsTo(string method, string path) => [.. Requests.Where(request => request.Matches(method, path))];

    /// <summary>Waits until something is so; fails the test when that does not happen.</summary>
    public static async Task WaitUntilAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"Waited in vain for: {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _closing.CancelAsync();
        lock (_gate)
        {
            foreach (var port in _containers.SelectMany(container => container.Ports))
            {
                port.Dispose();
            }
        }

        Directory.Delete(_folder, recursive: true);
        _closing.Dispose();
    }

    /// <summary>A client for this engine.</summary>
    internal IDockerClient CreateClient(bool tcp = false, TimeProvider? time = null) => new DockerClient(CreateDialer(tcp), time ?? TimeProvider.System);

    internal IEngineDialer CreateDialer(bool tcp = false)
        => tcp ? new TcpDialer("127.0.0.1", TcpPort, Patience, TimeProvider.System) : new UnixSocketDialer(SocketPath, Patience, TimeProvider.System);

    private void SetPullFailure(string image, FakePullFailure failure)
    {
        lock (_gate)
        {
            _pullFailures[FakeImage.Normalise(image)] = failure;
        }
    }
}
