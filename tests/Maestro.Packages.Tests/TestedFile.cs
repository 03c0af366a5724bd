using System.Globalization;
using System.Text.Json.Nodes;
using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>An environment file for projects with tests: <c>web</c> requires <c>db</c>. What is made of it on the real engine is found by its labels.</summary>
internal sealed class TestedFile(RealEngine engine)
{
    private const string Serve = "trap 'exit 0' TERM; nc -ll -p 80 -e cat & wait";
    private const string NeverServe = "trap 'exit 0' TERM; sleep 1000 & wait";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _name = engine.NewName("tested");

    /// <param name="ready">Whether <c>web</c> ever opens its port.</param>
    /// <param name="ship">The ship of <c>web</c>.</param>
    /// <param name="host">How the engine is reached.</param>
    public string Text(bool ready = true, string ship = "local", string? host = null) => $$"""
        name: {{_name}}
        ships:
          local: {ip: 127.0.0.1, docker_host: "{{host ?? engine.Host}}"}
        services:
          db:
            image: {{RealEngine.Busybox}}
            command: [sh, -c, "{{Serve}}"]
            instances:
              {{_name}}-db:
                ship: local
                ports: {p: "80:auto"}
                lifecycle: {running: [{type: tcp, port: p, max_wait: 60}]}
          web:
            image: {{RealEngine.Busybox}}
            command: [sh, -c, "{{(ready ? Serve : NeverServe)}}"]
            requires: [db]
            instances:
              {{_name}}-web:
                ship: {{ship}}
                ports: {http: "80:auto"}
                lifecycle: {running: [{type: tcp, port: http, max_wait: 60}]}

        """;

    /// <summary>The labels of its containers, those that do not run included.</summary>
    public async Task<IReadOnlyList<JsonObject>> ContainersAsync()
    {
        var filter = Uri.EscapeDataString($$"""{"label":["maestro.environment={{_name}}"]}""");
        return [.. ((JsonArray)await engine.GetAsync($"containers/json?all=1&filters={filter}")).Select(c => (JsonObject)c!["Labels"]!)];
    }

    /// <summary>The names of the copies that have containers.</summary>
    public async Task<IReadOnlyList<string>> CopiesAsync()
        => [.. (await ContainersAsync()).Select(c => (string?)c["maestro.run"] ?? "(none)").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Removes its containers.</summary>
    public Task RemoveAsync() => engine.RemoveContainersAsync(_name + "-");

    /// <summary>Waits until so many of its containers are there.</summary>
    public async Task UntilAsync(int containers)
    {
        using var patience = new CancellationTokenSource(Patience);
        while ((await ContainersAsync()).Count != containers)
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
