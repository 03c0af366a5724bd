using System.Globalization;

namespace Maestro.Testing;

/// <summary>One ship of a <see cref="RealFleet"/>: a real engine with an address of its own.</summary>
public sealed class RealShip
{
    /// <summary>The port that dockerd serves with TLS; the client needs a certificate.</summary>
    public const int TlsPort = 2376;

    /// <summary>The port that takes plain TCP.</summary>
    public const int TcpPort = 2375;

    private readonly RealFleet _fleet;
    private readonly Lazy<Task<RealEngine>> _engine;

    internal RealShip(RealFleet fleet, int number, IReadOnlyDictionary<string, string> variables)
    {
        _fleet = fleet;
        Name = string.Create(CultureInfo.InvariantCulture, $"ship{number}");
        var prefix = string.Create(CultureInfo.InvariantCulture, $"FLEET_SHIP{number}");
        Address = variables[$"{prefix}_ADDR"];
        Socket = variables[$"{prefix}_SOCKET"];
        RemoteSocket = variables[$"{prefix}_REMOTE_SOCKET"];
        _engine = new(() => RealEngine.ConnectAsync($"unix://{Socket}"));
    }

    /// <summary><c>ship1</c> and so on, which is also its host name and its alias in the ssh configuration.</summary>
    public string Name { get; }

    /// <summary>Where this machine, other ships, and containers on any ship reach it and its published ports.</summary>
    public string Address { get; }

    /// <summary>The path of its engine's unix socket, as seen from this machine.</summary>
    public string Socket { get; }

    /// <summary>The path of its engine's unix socket on the ship itself, for tunnels.</summary>
    public string RemoteSocket { get; }

    /// <summary>Lets something go wrong, and mends it when the result is disposed.</summary>
    /// <param name="fault">As <c>tests/Fleet/fleet fault SHIP</c> takes it: <c>freeze</c>, <c>cut drop</c>, <c>kill</c>, <c>cert expired</c> ...</param>
    public async Task<IAsyncDisposable> FaultAsync(string fault)
    {
        var words = fault.Split(' ');
        await ApplyAsync(words);
        return new Mended(this, words[0]);
    }

    /// <summary>Another way to ask this ship's engine, by its socket: never by what is tested.</summary>
    public Task<RealEngine> EngineAsync() => _engine.Value;

    internal async Task CloseAsync()
    {
        if (_engine is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _engine.Value).DisposeAsync();
        }
    }

    private Task<string> ApplyAsync(params string[] words) => _fleet.RunAsync(["fault", Name, .. words]);

    private sealed class Mended(RealShip ship, string fault) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            string[] mending = fault switch
            {
                "freeze" => ["resume"],
                "cut" => ["heal"],
                "kill" or "stop" => ["start"],
                "norelay" => ["restart"],
                "crash" => ["reboot"],
                "nossh" => ["ssh"],
                "sshlimit" => ["sshlimit", "0"],
                "sshforward" => ["sshforward", "yes"],
                "hostkey" => ["hostkey", "old"],
                "cert" => ["cert", "good"],
                "slow" => ["slow", "0"],
                _ => [],
            };
            if (mending.Length > 0)
            {
                await ship.ApplyAsync(mending);
            }
        }
    }
}
