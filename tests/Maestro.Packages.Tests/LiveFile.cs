using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>An environment file for the real engine: <c>web</c> requires <c>db</c>, each with a name and a port that nobody else has.</summary>
internal sealed class LiveFile(RealEngine engine)
{
    private const string Serve = "trap 'exit 0' TERM; nc -ll -p 80 -e cat & wait";
    private const string NeverServe = "trap 'exit 0' TERM; sleep 1000 & wait";

    public string Db { get; } = engine.NewName("db");

    public string Web { get; } = engine.NewName("web");

    public int WebPort { get; } = FreePort();

    /// <param name="ready">Whether <c>db</c> ever opens its port.</param>
    public string Text(bool ready = true) => string.Create(CultureInfo.InvariantCulture, $$"""
        name: {{Db}}-environment
        ships:
          local: {ip: {{MachineAddress}}, docker_host: "{{engine.Host}}"}
        services:
          db:
            image: {{RealEngine.Busybox}}
            command: [sh, -c, "{{(ready ? Serve : NeverServe)}}"]
            instances:
              {{Db}}:
                ship: local
                ports: {p: "80:{{FreePort()}}"}
                lifecycle: {running: [{type: tcp, port: p, max_wait: 60}]}
          web:
            image: {{RealEngine.Busybox}}
            command: [sh, -c, "{{Serve}}"]
            requires: [db]
            instances:
              {{Web}}:
                ship: local
                ports: {http: "80:{{WebPort}}"}
                lifecycle: {running: [{type: tcp, port: http, max_wait: 60}]}

        """);

    public async Task<bool> IsRunningAsync(string container)
    {
        try
        {
            return (bool)(await engine.GetAsync($"containers/{container}/json"))["State"]!["Running"]!;
        }
        catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    public async Task<DateTimeOffset> FinishedAtAsync(string container)
        => DateTimeOffset.Parse((string)(await engine.GetAsync($"containers/{container}/json"))["State"]!["FinishedAt"]!, CultureInfo.InvariantCulture);

    public async Task UntilItRunsAsync(string container)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await IsRunningAsync(container))
        {
            await Task.Delay(20, patience.Token);
        }
    }

    // Any address of this machine does: the containers of these tests do not talk to each other.
    private const string MachineAddress = "127.0.0.1";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
