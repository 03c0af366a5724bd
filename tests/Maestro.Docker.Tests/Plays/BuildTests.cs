using Maestro.Engine.Building;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

/// <summary>Images that Maestro builds and loads, on the real engine.</summary>
[Collection(RealEngineCollection.Name)]
public sealed class BuildTests(RealEngineFixture fixture)
{
    private const string Dockerfile = $"FROM {RealEngine.Busybox}\nARG GREETING\nRUN echo \"$GREETING\" > /greeting\nCOPY a.txt /\nCMD [\"sh\",\"-c\",\"trap 'exit 0' TERM; cat /greeting /a.txt; sleep 1000 & wait\"]\n";

    [Fact]
    public async Task Runs_what_a_Dockerfile_makes_and_makes_it_again_when_a_file_has_changed()
    {
        await using var file = new LiveFile(fixture.Engine).Write("""
            services:
              web:
                image: maestro-test/built-web
                build: {dockerfile: web, args: {GREETING: hello}}
                instances: {"@web": {ship: local}}
            """);
        file.WriteFile("web/Dockerfile", Dockerfile);
        file.WriteFile("web/a.txt", $"first of {file.Name}\n");
        file.WriteFile("web/.dockerignore", "notes\n");

        var start = await file.StartAsync();
        var first = await file.InspectAsync("@web");
        file.WriteFile("web/notes", "no matter");
        var again = await file.StartAsync();
        file.WriteFile("web/a.txt", $"second of {file.Name}\n");
        var outdated = await file.StartAsync();
        var restart = await file.PlayAsync(new Play(PlayKind.Restart) { OnlyIfChanged = true });
        var second = await file.InspectAsync("@web");

        Assert.Equal(["Build Done", "Start Done"], StepsOf(start));
        Assert.Equal("up", Assert.Single(again.Instances).Outcome);
        Assert.Empty(again.Steps);
        Assert.Equal("up (outdated)", Assert.Single(outdated.Instances).Outcome);
        Assert.Equal(["Build Done", "Stop Done", "Start Done"], StepsOf(restart));
        Assert.NotEqual((string?)first!["Image"], (string?)second!["Image"]);
        Assert.Equal((string?)second["Config"]!["Labels"]!["maestro.sources"], (string?)(await fixture.Engine.GetAsync("images/maestro-test/built-web/json"))["Config"]!["Labels"]!["maestro.sources"]);
        await Eventually.IsTrueAsync(async () => await LogAsync(file) == $"hello\nsecond of {file.Name}\n", "the new files are in the container");
    }

    [Fact]
    public async Task Says_which_line_of_a_Dockerfile_failed()
    {
        await using var file = new LiveFile(fixture.Engine).Write("""
            services:
              web: {image: maestro-test/built-never, build: web, instances: {"@web": {ship: local}}}
            """);
        var dockerfile = file.WriteFile("web/Dockerfile", $"FROM {RealEngine.Busybox}\n\n# on purpose\nRUN echo before; \\\n    exit 7\n");

        var result = await file.StartAsync();

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.ImageNotBuilt, dockerfile, 4), (error.Code, error.Location!.File, error.Location.Line));
        Assert.Contains("returned a non-zero code: 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("    before", error.Message, StringComparison.Ordinal);
        Assert.Null(await file.InspectAsync("@web"));
    }

    [Theory]
    [InlineData("FROM maestro-test/busybox\nFOO bar\n", 2, "unknown instruction: FOO")]
    [InlineData("FROM maestro-test/busybox\nCOPY nowhere /\n", 2, "nowhere")]
    public async Task Says_which_line_of_a_Dockerfile_is_wrong(string text, int line, string message)
    {
        await using var file = new LiveFile(fixture.Engine).Write("""
            services:
              web: {image: maestro-test/built-never, build: web, instances: {"@web": {ship: local}}}
            """);
        file.WriteFile("web/Dockerfile", text);

        var error = Assert.Single((await file.StartAsync()).Diagnostics);

        Assert.Equal(line, error.Location!.Line);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Builds_from_a_Dockerfile_outside_of_the_context_and_leaves_it_out_of_the_image()
    {
        await using var file = new LiveFile(fixture.Engine).Write("""
            services:
              web:
                image: maestro-test/built-outside
                build: {context: web, dockerfile: ../docker/web.Dockerfile, target: wanted}
                command: [sh, -c, "trap 'exit 0' TERM; ls -A /files; sleep 1000 & wait"]
                instances: {"@web": {ship: local}}
            """);
        file.WriteFile("docker/web.Dockerfile", $"FROM {RealEngine.Busybox} AS wanted\nCOPY . /files\nFROM scratch\n");
        file.WriteFile("web/a.txt", file.Name);

        Assert.True((await file.StartAsync()).Succeeded);

        await Eventually.IsTrueAsync(async () => await LogAsync(file) == "a.txt\n", "the image has the files of the context and no others");
    }

    [Fact]
    public async Task Runs_what_an_archive_holds_and_loads_it_once()
    {
        await using var file = new LiveFile(fixture.Engine).Write($$"""
            services:
              app: {image: "maestro-test/unpacked:2", build: app.tar, command: {{LiveFile.Sleep}}, instances: {"@app": {ship: local} } }
            """);
        await using var client = fixture.Engine.CreateClient();
        await using (var archive = File.Create(file.WriteFile("app.tar", string.Empty)))
        {
            await client.SaveImageAsync(RealEngine.Busybox, archive, CancellationToken.None);
        }

        await fixture.Engine.RemoveImageAsync("maestro-test/unpacked:2");
        var start = await file.StartAsync();
        var restart = await file.PlayAsync(PlayKind.Restart);

        Assert.Equal(["Load Done", "Start Done"], StepsOf(start));
        Assert.Equal(["Stop Done", "Start Done"], StepsOf(restart));
        Assert.Equal((await client.InspectImageAsync(RealEngine.Busybox, CancellationToken.None))!.Id, (string?)(await file.InspectAsync("@app"))!["Image"]);
    }

    [Fact]
    public async Task Runs_what_the_SDK_makes_of_a_project()
    {
        await using var registry = await FakeRegistry.StartAsync(await BaseImage.OfThisRuntimeAsync());
        await using var file = new LiveFile(fixture.Engine).Write($$"""
            registries: {base: {registry: "http://{{registry.Authority}}"} }
            services:
              app:
                image: maestro-test/built-app:1
                build: {project: App/App.csproj, properties: {ContainerBaseImage: "{{registry.Authority}}/dotnet:10"} }
                instances: {"@app": {ship: local} }
            """);
        WriteProject(file);
        using var builds = new BuildsOf(file);

        var start = await file.StartAsync();
        var again = await file.StartAsync();
        file.WriteFile("App/Program.cs", "broken");
        var outdated = await file.StartAsync();
        var broken = await file.PlayAsync(new Play(PlayKind.Restart) { OnlyIfChanged = true });

        Assert.True(start.Succeeded, string.Join('\n', start.Diagnostics));
        Assert.Equal(["Build Done", "Load Done", "Start Done"], StepsOf(start));
        await Eventually.IsTrueAsync(async () => (await LogAsync(file)).StartsWith($"hello from {file.Name}", StringComparison.Ordinal), "the program says its words");
        Assert.Equal("up", Assert.Single(again.Instances).Outcome);
        Assert.Equal("up (outdated)", Assert.Single(outdated.Instances).Outcome);
        Assert.EndsWith("Program.cs", Assert.Single(broken.Diagnostics).Location!.File, StringComparison.Ordinal);
        Assert.Equal("running", (string?)(await file.InspectAsync("@app"))!["State"]!["Status"]);
        Assert.False(Directory.Exists(Path.Combine(file.Folder, "App", "obj")), "the build stays out of the project's own folders");
    }

    private static void WriteProject(LiveFile file)
    {
        file.WriteFile("nuget.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        file.WriteFile("Directory.Build.props", "<Project />");
        file.WriteFile("App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
            </Project>
            """);
        file.WriteFile("App/Program.cs", $"""System.Console.WriteLine("hello from {file.Name}"); System.Threading.Thread.Sleep(-1);""");
    }

    private static IEnumerable<string> StepsOf(PlayResult result) => result.Steps.Select(s => $"{s.Step.Kind} {s.Verdict}");

    private async Task<string> LogAsync(LiveFile file)
    {
        await using var client = fixture.Engine.CreateClient();
        var text = new System.Text.StringBuilder();
        var container = (string)(await file.InspectAsync("@web") ?? await file.InspectAsync("@app"))!["Id"]!;
        await foreach (var chunk in client.ReadLogsAsync(container, new Engine.Docker.LogQuery(), CancellationToken.None))
        {
            text.Append(System.Text.Encoding.UTF8.GetString(chunk.Bytes.Span));
        }

        return text.ToString();
    }

    /// <summary>The folders in which projects of a file are built; they go away with the test.</summary>
    private sealed class BuildsOf(LiveFile file) : IDisposable
    {
        public void Dispose()
        {
            foreach (var folder in file.Load().Instances.Select(i => i.Build).OfType<ProjectBuild>().Select(p => new BuildFolder(p).FullPath).Where(Directory.Exists))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
