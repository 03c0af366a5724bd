namespace Maestro.Testing;

/// <summary>Small environment files for the tests of the fronts.</summary>
public static class EnvironmentSnippets
{
    /// <summary>A file without mistakes, whose one ship nobody can reach.</summary>
    public const string Good = """
        name: demo
        ships:
          here: {ip: 127.0.0.1, docker_port: 9}
        services:
          redis:
            image: fleet/redis:1
            instances:
              redis-1: {ship: here}
          web:
            image: fleet/web:1
            requires: [redis]
            instances:
              web-1: {ship: here}
              web-2: {ship: here}

        """;

    /// <summary>A file with one instance, <c>ENVIRONMENT-web-1</c> of <c>fleet/web:1</c>, on an engine that is there.</summary>
    /// <param name="docker">The engine.</param>
    /// <param name="environment">Name of the environment.</param>
    public static string OnEngine(FakeDocker docker, string environment = "demo") => $$"""
        name: {{environment}}
        ships:
          here: {ip: 127.0.0.1, docker_host: "{{docker.UnixHost}}"}
        services:
          web:
            image: fleet/web:1
            instances:
              {{environment}}-web-1: {ship: here}

        """;

    /// <summary>A file that names an unknown ship in its seventh line.</summary>
    public const string UnknownShip = """
        name: demo
        ships:
          here: {ip: 127.0.0.1}
        services:
          web:
            image: fleet/web:1
            instances: {web-1: {ship: nowhere}}

        """;

    /// <summary>The place of the mistake in <see cref="UnknownShip"/>.</summary>
    public const int MistakeLine = 7;

    /// <summary>The place of the mistake in <see cref="UnknownShip"/>.</summary>
    public const int MistakeColumn = 31;
}
