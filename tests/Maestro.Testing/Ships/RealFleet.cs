using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Maestro.Testing;

/// <summary>Several real Docker engines on this machine, each with a network address, ssh and TLS: see <c>tests/Fleet/README.md</c>.</summary>
/// <remarks>It goes down with this process, however that ends.</remarks>
public sealed class RealFleet : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _parent;
    private readonly string _folder;
    private readonly Process _script;
    private readonly SemaphoreSlim _registryLock = new(1);
    private FleetRegistry? _registry;

    private RealFleet(TemporaryFolder parent, string folder, Process script)
    {
        (_parent, _folder, _script) = (parent, folder, script);
        var variables = ReadVariables();
        Ships = [.. Enumerable.Range(1, int.Parse(variables["FLEET_COUNT"], CultureInfo.InvariantCulture)).Select(number => new RealShip(this, number, variables))];
        HostAddress = variables["FLEET_HOST_ADDR"];
        Ssh = new FleetSsh(variables);
        Tls = new FleetTls(variables);
        NoDockerEngine = new Uri(variables["FLEET_NOT_DOCKER"]);
        NoHttp = new Uri(variables["FLEET_NOT_HTTP"]);
        Variables = variables.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
    }

    /// <summary>Why no fleet can be brought up on this machine; null when one can.</summary>
    public static string? WhyNot => FleetScript.WhyNot;

    public IReadOnlyList<RealShip> Ships { get; }

    /// <summary>Where the ships reach this machine.</summary>
    public string HostAddress { get; }

    /// <summary>All that the fleet says of itself (<c>FLEET_SHIP1_ADDR</c> ...), for programs that are started.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; }

    public FleetSsh Ssh { get; }

    public FleetTls Tls { get; }

    /// <summary>A web server that is no Docker engine, as <c>tcp://…</c>.</summary>
    public Uri NoDockerEngine { get; }

    /// <summary>A port that gives back what it gets, as <c>tcp://…</c>.</summary>
    public Uri NoHttp { get; }

    /// <summary>Brings the ships up, with the test images (<c>fleet/busybox</c>, <c>fleet/web:1</c> ...) on each.</summary>
    public static async Task<RealFleet> StartAsync(int ships)
    {
        var parent = new TemporaryFolder();
        if (!OperatingSystem.IsWindows())
        {
            // The users of the ships find their keys and the socket in it.
            File.SetUnixFileMode(parent.Path, (UnixFileMode)0b111_101_101);
        }

        var folder = Path.Combine(parent.Path, "f");
        var script = Process.Start(FleetScript.Start(folder, "serve", $"{ships}"))!;
        var errors = script.StandardError.ReadToEndAsync();
        if (await script.StandardOutput.ReadLineAsync().WaitAsync(Patience) != "ready")
        {
            script.StandardInput.Close();
            throw new InvalidOperationException($"The fleet did not come up: {await errors}");
        }

        var fleet = new RealFleet(parent, folder, script);
        await fleet.RunAsync("load", "all");
        return fleet;
    }

    /// <summary>The registry, which comes up when it is first asked for; it holds the test images.</summary>
    public async Task<FleetRegistry> RegistryAsync()
    {
        await _registryLock.WaitAsync();
        try
        {
            if (_registry is null)
            {
                await RunAsync("registry");
                _registry = new FleetRegistry(ReadVariables());
            }

            return _registry;
        }
        finally
        {
            _registryLock.Release();
        }
    }

    /// <summary>Builds an image, and loads it into every ship.</summary>
    /// <param name="folder">Has the <c>Dockerfile</c>, which begins with <c>FROM fleet/busybox</c>.</param>
    public Task BuildAsync(string image, string folder) => RunAsync("build", image, folder);

    /// <summary>Removes all containers from all ships.</summary>
    public async Task ClearAsync()
    {
        foreach (var ship in Ships)
        {
            await (await ship.EngineAsync()).RemoveContainersAsync();
        }
    }

    /// <summary>Takes the fleet down, and returns when nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var ship in Ships)
        {
            await ship.CloseAsync();
        }

        _script.StandardInput.Close();
        using var limit = new CancellationTokenSource(Patience);
        await _script.WaitForExitAsync(limit.Token);
        _script.Dispose();
        _registryLock.Dispose();
        _parent.Dispose();
    }

    /// <summary>Runs the fleet's script, as <c>tests/Fleet/fleet WORDS</c>.</summary>
    internal Task<string> RunAsync(params string[] words) => FleetScript.RunAsync(_folder, words);

    private Dictionary<string, string> ReadVariables()
        => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(_folder, "env.json")))!;
}
