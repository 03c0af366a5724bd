using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>An environment file played from the front door against a fake engine. In the file <c>SOCKET</c> stands for the engine's.</summary>
internal sealed class FilePlay : IAsyncDisposable
{
    // Its own, since a lock hangs on it.
    private readonly string _name = $"file-{Guid.NewGuid():N}";

    private FilePlay(FakeDocker docker) => Docker = docker;

    public FakeDocker Docker { get; }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The folder for files about the plays; none when null.</summary>
    public string? Artifacts { get; set; }

    /// <summary>The clock of the plays.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public RecordingProgress Progress { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public IEnumerable<RecordedRequest> Pulls => Docker.RequestsTo("POST", "/images/create");

    public static async Task<FilePlay> OpenAsync() => new(await FakeDocker.StartAsync());

    public MaestroEnvironment Load(string text)
        => Conductor().Load(Folder.Write("maestro.yaml", $"name: {_name}\n{text.Replace("SOCKET", $"unix://{Docker.SocketPath}", StringComparison.Ordinal)}"));

    public Task<PlayResult> PlayAsync(string text, PlayKind kind) => PlayAsync(Load(text), kind);

    public Task<PlayResult> PlayAsync(MaestroEnvironment environment, PlayKind kind, CancellationToken cancellation = default)
        => PlayAsync(environment, new Play(kind), cancellation);

    public Task<PlayResult> PlayAsync(MaestroEnvironment environment, Play play, CancellationToken cancellation = default)
        => Conductor().PlayAsync(environment, play, Progress, cancellation).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Docker.DisposeAsync();
        Folder.Dispose();
    }

    private Conductor Conductor() => new(new ConductorSettings { WorkingDirectory = Folder.Path, EnvironmentVariables = Variables, ArtifactsPath = Artifacts, Time = Time });
}
