using Maestro.Engine.Artifacts;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Files;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Testing;

namespace Maestro.Engine;

/// <summary>An environment that is up while tests run.</summary>
/// <example><code>
/// await using var env = await MaestroTestEnvironment.StartAsync("maestro.yaml");
/// var web = env.Endpoint("web", "http").ToUri("http");
/// </code></example>
public sealed class MaestroTestEnvironment : IAsyncDisposable
{
    private readonly TestRun _run;

    private MaestroTestEnvironment(TestRun run, PlayResult started)
    {
        (_run, Started) = (run, started);
        Variables = EndpointVariables.Of(started).ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
    }

    /// <summary>The play that started it.</summary>
    public PlayResult Started { get; }

    /// <summary>The name of the copy; null for the environment itself.</summary>
    public string? Run => _run.Name;

    /// <summary>The folder of the files about the run; null for none.</summary>
    public string? ArtifactsPath => _run.ArtifactsPath;

    /// <summary>What to type to look into its containers while they are up, or kept.</summary>
    public string LookCommand => _run.LookCommand;

    /// <summary>What to type to remove them when they are kept.</summary>
    public string RemoveCommand => _run.RemoveCommand;

    /// <summary>Where its ports are reached.</summary>
    public IReadOnlyList<ServiceEndpoint> Endpoints => Started.Endpoints;

    /// <summary>The same as variables, named as those that containers are given: what <c>Maestro.Guest</c> reads.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>Whether a test has failed. Then the logs of all containers are written to <see cref="ArtifactsPath"/> in the end, and <see cref="TestEnvironmentKeep.OnFailure"/> keeps them running.</summary>
    public bool Failed { get; set; }

    /// <summary>Starts an environment and waits until all of it has passed its checks.</summary>
    /// <param name="file">The environment file. One that is not in the current folder is looked for upwards from the folder of the program, so that a test finds what lies beside its project.</param>
    /// <param name="options">How; null for a copy of its own that is taken down again.</param>
    /// <param name="cancellation">Ends the start in order, and takes down what has started.</param>
    /// <exception cref="MaestroException">The file is wrong, a ship cannot be reached, or an instance did not come up. What had started is taken down, unless it is to be kept.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. What had started is taken down.</exception>
    public static Task<MaestroTestEnvironment> StartAsync(string file, TestEnvironmentOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return StartAsync(file, options ?? new TestEnvironmentOptions(), UserFolder.PathOf("runs"), cancellation);
    }

    /// <summary>Where a port of a service is reached; of its first instance, when it has several.</summary>
    /// <param name="service">The service.</param>
    /// <param name="port">The port's name in the environment file.</param>
    /// <exception cref="MaestroException">There is none.</exception>
    public ServiceEndpoint Endpoint(string service, string port)
        => Endpoints.FirstOrDefault(e => e.Service == service && e.PortName == port) ?? throw NoSuchEndpoint($"{service}/…/{port}");

    /// <summary>Where a port of an instance is reached.</summary>
    /// <param name="service">The service.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="port">The port's name in the environment file.</param>
    /// <exception cref="MaestroException">There is none.</exception>
    public ServiceEndpoint Endpoint(string service, string instance, string port)
        => Endpoints.FirstOrDefault(e => e.Service == service && e.Instance == instance && e.PortName == port) ?? throw NoSuchEndpoint($"{service}/{instance}/{port}");

    /// <summary>Ends the use of the environment: takes it down, unless it is to be kept or others use it. Happens once, however often it is called, and at the latest when the process exits.</summary>
    public Task<TestEnvironmentEnd> EndAsync() => _run.EndAsync(Failed);

    /// <inheritdoc cref="EndAsync"/>
    public async ValueTask DisposeAsync() => await EndAsync().ConfigureAwait(false);

    /// <param name="runs">The folder in which users of copies are noted.</param>
    internal static async Task<MaestroTestEnvironment> StartAsync(string file, TestEnvironmentOptions options, string runs, CancellationToken cancellation)
    {
        var run = await TestRun.OpenAsync(file, options, runs, cancellation).ConfigureAwait(false);
        return new MaestroTestEnvironment(run, await run.StartAsync(cancellation).ConfigureAwait(false));
    }

    private MaestroException NoSuchEndpoint(string wanted)
        => new(Diagnostic.Error(
            DiagnosticCodes.NoSuchEndpoint,
            $"The environment '{Started.Environment}' has no endpoint {wanted}; it has {(Endpoints.Count == 0 ? "none" : string.Join(", ", Endpoints.Select(e => e.Identity)))}. Name a service and a port of the environment file that is published."));
}
