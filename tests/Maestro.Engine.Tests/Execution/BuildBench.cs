using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Maestro.Engine.Building;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Environment files whose images are built, on two fake engines, the ships <c>one</c> and <c>two</c>, and a .NET SDK that is a script.</summary>
internal sealed class BuildBench : IAsyncDisposable
{
    // Its own, since a lock hangs on it.
    private readonly string _name = $"build-{Guid.NewGuid():N}";
    private readonly TemporaryFolder _folder = new();
    private readonly List<ProjectBuild> _projects = [];

    private BuildBench(FakeDocker one, FakeDocker two) => (One, Two) = (one, two);

    public FakeDocker One { get; }

    public FakeDocker Two { get; }

    public string Folder => _folder.Path;

    /// <summary>What else the file says, at its top.</summary>
    public string Top { get; set; } = string.Empty;

    public RecordingProgress Progress { get; } = new();

    /// <summary>How often the SDK was called.</summary>
    public int Publishes => File.Exists(At("calls")) ? File.ReadAllLines(At("calls")).Length : 0;

    public static async Task<BuildBench> OpenAsync() => new(await FakeDocker.StartAsync(), await FakeDocker.StartAsync());

    public string At(string path) => Path.Combine(Folder, path);

    public string Write(string name, string content) => _folder.Write(name, content);

    public void Write(string name, byte[] content) => File.WriteAllBytes(At(name), content);

    /// <summary>A folder with a Dockerfile.</summary>
    public void WriteDockerfile(string folder = "web", string text = "FROM scratch\nCOPY . /\n")
    {
        Write($"{folder}/Dockerfile", text);
        Write($"{folder}/a.txt", "a");
    }

    /// <summary>A project, and an SDK that makes of it an archive with the label of its sources.</summary>
    /// <param name="script">What the SDK does before.</param>
    [UnsupportedOSPlatform("windows")]
    public void WriteProject(string script = "")
    {
        Write("App/App.csproj", "<Project />");
        Write("App/Program.cs", "// 1");
        File.SetUnixFileMode(
            Write("dotnet", $$"""
                #!/bin/sh
                echo "$@" >> '{{Folder}}/calls'
                for argument in "$@"; do case "$argument" in
                  -p:ContainerArchiveOutputPath=*) out="${argument#*=}";;
                  -p:MaestroSources=*) sources="${argument#*=}";;
                esac; done
                {{script}}
                echo "  App -> App.dll"
                cp "{{Folder}}/archives/$sources.tar" "$out"

                """),
            UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public MaestroEnvironment Load(string services)
    {
        var ships = $"ships:\n  one: {{ip: 127.0.0.1, docker_host: 'unix://{One.SocketPath}'}}\n  two: {{ip: 127.0.0.1, docker_host: 'unix://{Two.SocketPath}'}}\n";
        var indented = string.Concat(services.Split('\n').Select(l => $"  {l}\n"));
        return Conductor().Load(Write("maestro.yaml", $"__maestro: {{schema: 2}}\nname: {_name}\n{Top}{ships}services:\n{indented}"));
    }

    public Task<PlayResult> PlayAsync(string services, PlayKind kind, CancellationToken cancellation = default) => PlayAsync(services, new Play(kind), cancellation);

    public async Task<PlayResult> PlayAsync(string services, Play play, CancellationToken cancellation = default)
    {
        var environment = Load(services);
        foreach (var project in environment.Instances.Select(i => i.Build).OfType<ProjectBuild>())
        {
            _projects.Add(project);
            await WriteArchiveAsync(project);
        }

        return await Conductor().PlayAsync(environment, play, Progress, cancellation).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);
    }

    /// <summary>What was told about steps of a kind.</summary>
    public IEnumerable<string> Told(StepKind kind) => Progress.Events.OfType<StepProgress>().Where(p => p.Step.Kind == kind).Select(p => p.Message);

    /// <summary>The calls that bring images onto a ship, in order.</summary>
    public static IEnumerable<string> ImageCalls(FakeDocker docker)
        => docker.Requests.Where(r => r.Path is "/build" or "/images/load" or "/images/create" || r.Path.EndsWith("/get", StringComparison.Ordinal)).Select(r => r.ToString());

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Two.DisposeAsync();
        foreach (var folder in _projects.Select(p => new BuildFolder(p).FullPath).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        _folder.Dispose();
    }

    private async Task WriteArchiveAsync(ProjectBuild project)
    {
        if (File.Exists(project.Project))
        {
            var sources = await ProjectSources.HashAsync(project, CancellationToken.None);
            var labels = new JsonObject { ["maestro.sources"] = sources };
            var configuration = new JsonObject { ["os"] = "linux", ["architecture"] = "amd64", ["config"] = new JsonObject { ["Labels"] = labels } };
            Directory.CreateDirectory(At("archives"));
            Write($"archives/{sources}.tar", FakeArchive.Of(("from-the/sdk:1", System.Text.Encoding.UTF8.GetBytes(configuration.ToJsonString()))));
        }
    }

    private Conductor Conductor() => new(new ConductorSettings
    {
        WorkingDirectory = Folder,
        EnvironmentVariables = new Dictionary<string, string> { ["DOTNET_HOST_PATH"] = At("dotnet") },
    });
}
