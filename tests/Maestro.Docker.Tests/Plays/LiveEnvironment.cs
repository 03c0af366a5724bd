using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Maestro.Engine;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

/// <summary>An environment file of its own on the real engine, with names and ports that nobody else has.</summary>
internal sealed class LiveEnvironment : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, (string Container, int Port)> _parts = [];
    private readonly StringBuilder _services = new();

    public LiveEnvironment(RealEngine engine, string? address = null)
    {
        Engine = engine;
        Name = engine.NewName("env");
        Address = address ?? MachineAddress.Find();
    }

    public RealEngine Engine { get; }

    public string Name { get; }

    public string Address { get; }

    public string File => Path.Combine(_folder.Path, "maestro.yaml");

    /// <summary>Adds a service with one instance that serves port 80 by the given script and is checked by tcp.</summary>
    public LiveEnvironment Service(
        string name, string script = Programs.Serve, string requires = "", string extra = "", double maxWait = 30, string? external = null, int? port = null, string image = RealEngine.Busybox)
    {
        var part = _parts.TryGetValue(name, out var known) ? known : (Container: Engine.NewName(name), Port: port ?? FreePort());
        _parts[name] = part;
        _services.Append(CultureInfo.InvariantCulture, $$"""
              {{name}}:
                image: {{image}}
                command: [sh, -c, "{{script}}"]
                stop_timeout: 2
                requires: [{{requires}}]
                {{extra}}
                instances:
                  {{part.Container}}:
                    ship: local
                    ports: {http: "80:{{external ?? part.Port.ToString(CultureInfo.InvariantCulture)}}"}
                    lifecycle: {running: [{type: tcp, port: http, max_wait: {{maxWait}}}]}

            """);
        return this;
    }

    /// <summary>Adds a service with one instance that has the given fields, without any of its own.</summary>
    /// <param name="fields">Lines of the service; PORT stands for a port that nobody else has.</param>
    public LiveEnvironment Declare(string name, string requires = "", string image = RealEngine.Busybox, params string[] fields)
    {
        var part = _parts.TryGetValue(name, out var known) ? known : (Container: Engine.NewName(name), Port: FreePort());
        _parts[name] = part;
        _services.Append(CultureInfo.InvariantCulture, $$"""
              {{name}}:
                image: {{image}}
                stop_timeout: 2
                requires: [{{requires}}]
                {{string.Join("\n    ", fields).Replace("PORT", part.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}}
                instances:
                  {{part.Container}}: {ship: local}

            """);
        return this;
    }

    /// <summary>Begins the services anew, as a user who edits the file; names and ports stay.</summary>
    public LiveEnvironment Rewrite()
    {
        _services.Clear();
        return this;
    }

    public string Container(string service) => _parts[service].Container;

    public int Port(string service) => _parts[service].Port;

    public void Save() => _folder.Write("maestro.yaml", $$"""
        name: {{Name}}
        ships:
          local: {ip: {{Address}}, docker_host: "{{Engine.Host}}"}
        services:
        {{_services}}
        """);

    public async Task<PlayResult> PlayAsync(Play play, CancellationToken cancellation = default)
    {
        Save();
        var conductor = new Conductor();
        return await conductor.PlayAsync(conductor.Load(File, CancellationToken.None), play, progress: null, cancellation);
    }

    public Task<PlayResult> PlayAsync(PlayKind kind) => PlayAsync(new Play(kind));

    /// <summary>What the engine says of the container of a service's instance; null when there is none.</summary>
    public async Task<JsonNode?> InspectAsync(string service)
    {
        try
        {
            return await Engine.GetAsync($"containers/{Container(service)}/json");
        }
        catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task<DateTimeOffset> TimeAsync(string service, string property)
        => DateTimeOffset.Parse((string)(await InspectAsync(service))!["State"]![property]!, CultureInfo.InvariantCulture);

    public async Task<bool> IsRunningAsync(string service) => (bool?)(await InspectAsync(service))?["State"]?["Running"] == true;

    public void Dispose() => _folder.Dispose();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
