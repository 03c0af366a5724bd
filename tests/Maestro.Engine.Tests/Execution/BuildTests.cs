using System.Text.Json.Nodes;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Images by a Dockerfile and out of archives, in whole plays.</summary>
public sealed class BuildTests : IAsyncLifetime
{
    private const string Web = """
        web:
          build: {dockerfile: web, args: {A: b}, target: run}
          instances: {web-1: {ship: one}, web-2: {ship: two}, web-3: {ship: one}}
        """;

    private const string Packed = """
        app:
          image: team/app:2
          build: app.tar
          instances: {app-1: {ship: one}, app-2: {ship: two}}
        """;

    private BuildBench _bench = null!;

    public async Task InitializeAsync()
    {
        _bench = await BuildBench.OpenAsync();
        _bench.WriteDockerfile();
        _bench.Write("app.tar", FakeArchive.Of("v1", "team/app:1"));
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_Dockerfile_is_built_once_and_each_ship_gets_the_same_image()
    {
        var result = await _bench.PlayAsync(Web, PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(["POST /build", "GET /images/maestro/" + _bench.Load(Web).Name + "/web:latest/get"], BuildBench.ImageCalls(_bench.One));
        Assert.Equal(["POST /images/load"], BuildBench.ImageCalls(_bench.Two));
        Assert.Equal(_bench.One.Container("web-1").ImageId, _bench.Two.Container("web-2").ImageId);
        var build = Assert.Single(_bench.One.RequestsTo("POST", "/build"));
        Assert.Equal(("""{"A":"b"}""", "run", "a"), (build.Query["buildargs"], build.Query["target"], build.Files!["a.txt"]));
    }

    [Fact]
    public async Task A_second_run_builds_and_loads_nothing()
    {
        await _bench.PlayAsync(Web, PlayKind.Start);
        await _bench.PlayAsync(Web, PlayKind.Down);

        var result = await _bench.PlayAsync(Web, PlayKind.Start);

        Assert.All(result.Instances, i => Assert.Equal("started", i.Outcome));
        Assert.Equal(2, BuildBench.ImageCalls(_bench.One).Count());
        Assert.Single(BuildBench.ImageCalls(_bench.Two));
    }

    [Fact]
    public async Task When_all_is_up_a_start_lists_containers_and_asks_for_nothing_else()
    {
        await _bench.PlayAsync(Web, PlayKind.Start);
        var before = _bench.One.Requests.Count;

        var result = await _bench.PlayAsync(Web, PlayKind.Start);

        Assert.All(result.Instances, i => Assert.Equal("up", i.Outcome));
        Assert.Equal(["GET /_ping", "GET /containers/json"], _bench.One.Requests.Skip(before).Select(r => r.ToString()));
    }

    [Fact]
    public async Task A_copy_runs_the_image_that_was_built_for_the_environment()
    {
        await _bench.PlayAsync(Web, PlayKind.Start);
        var before = (BuildBench.ImageCalls(_bench.One).Count(), BuildBench.ImageCalls(_bench.Two).Count());

        var result = await _bench.PlayAsync(Web, new Play(PlayKind.Start) { Run = "ci" });

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(before, (BuildBench.ImageCalls(_bench.One).Count(), BuildBench.ImageCalls(_bench.Two).Count()));
        Assert.Equal(_bench.One.Container("web-1").ImageId, _bench.Two.Container("web-2-ci").ImageId);
    }

    [Fact]
    public async Task A_ship_without_an_instance_gets_nothing()
    {
        var result = await _bench.PlayAsync(Web, new Play(PlayKind.Start) { Things = ["web-2"] });

        Assert.True(result.Succeeded);
        Assert.Empty(BuildBench.ImageCalls(_bench.One));
        Assert.Equal(["POST /build"], BuildBench.ImageCalls(_bench.Two));
    }

    [Fact]
    public async Task A_change_of_a_file_makes_containers_outdated_and_a_restart_of_what_has_changed_replaces_them()
    {
        await _bench.PlayAsync(Web, PlayKind.Start);
        var first = _bench.One.Container("web-1");
        _bench.Write("web/a.txt", "b");

        var again = await _bench.PlayAsync(Web, PlayKind.Start);
        Assert.All(again.Instances, i => Assert.Equal("up (outdated)", i.Outcome));
        Assert.Single(_bench.One.RequestsTo("POST", "/build"));

        var restart = await _bench.PlayAsync(Web, new Play(PlayKind.Restart) { OnlyIfChanged = true });

        Assert.All(restart.Instances, i => Assert.Equal("restarted", i.Outcome));
        Assert.Contains(_bench.Progress.Events.OfType<StepStarted>(), s => s is { Step.Kind: StepKind.Stop, Cause: "the sources of its image have changed" });
        Assert.NotEqual((first.Id, first.ImageId), (_bench.One.Container("web-1").Id, _bench.One.Container("web-1").ImageId));
        Assert.All((await _bench.PlayAsync(Web, PlayKind.Start)).Instances, i => Assert.Equal("up", i.Outcome));
    }

    [Fact]
    public async Task What_does_not_wait_for_a_build_goes_on_beside_it()
    {
        _bench.One.AddImage("fleet/db:1");
        using var gate = _bench.One.Hold("POST", "/build");

        var playing = _bench.PlayAsync(Web + "\ndb: {image: 'fleet/db:1', instances: {db-1: {ship: one}}}", PlayKind.Start);
        await gate.Reached;
        await FakeDocker.WaitUntilAsync(() => _bench.One.FindContainer("db-1") is { IsUp: true }, "db-1 beside the build");
        gate.Release();

        Assert.True((await playing).Succeeded);
    }

    [Fact]
    public async Task Ships_that_had_pulled_different_images_of_the_name_get_one_and_the_same_without_a_warning()
    {
        const string Pulled = "web: {image: 'team/web:1', instances: {web-1: {ship: one}, web-2: {ship: two}}}";
        _bench.One.AddPullable("team/web:1").Digest = $"sha256:{new string('1', 64)}";
        _bench.Two.AddPullable("team/web:1").Digest = $"sha256:{new string('2', 64)}";
        await _bench.PlayAsync(Pulled, new Play(PlayKind.Pull) { Things = ["web-1"] });
        await _bench.PlayAsync(Pulled, new Play(PlayKind.Pull) { Things = ["web-2"] });

        var result = await _bench.PlayAsync(Pulled.Replace("image:", "build: web, image:", StringComparison.Ordinal), PlayKind.Start);

        Assert.True(result.Succeeded);
        Assert.Empty(result.Diagnostics);
        Assert.Equal(_bench.One.Container("web-1").ImageId, _bench.Two.Container("web-2").ImageId);
    }

    [Fact]
    public async Task An_image_that_another_play_has_replaced_meanwhile_is_not_run()
    {
        _bench.One.AddImage("fleet/db:1");
        var services = $"{Web}\n  requires: [db]\ndb: {{image: 'fleet/db:1', instances: {{db-1: {{ship: one}}}}}}";
        using var gate = _bench.One.Hold("POST", "/containers/*/start");
        var playing = _bench.PlayAsync(services, PlayKind.Start);
        await gate.Reached;
        await FakeDocker.WaitUntilAsync(() => _bench.Progress.Events.OfType<StepFinished>().Any(f => f.Outcome.Step.Kind == StepKind.Load), "the image on both ships");

        _bench.Write("web/a.txt", "of somebody else");
        Assert.True((await _bench.PlayAsync(Web, new Play(PlayKind.Pull) { Run = "other" })).Succeeded);
        gate.Release();
        var result = await playing;

        Assert.All(result.Diagnostics, d => Assert.Equal(DiagnosticCodes.ImageNotLoaded, d.Code));
        Assert.StartsWith("Another play has given ship one another image under the name maestro/", result.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Null(_bench.One.FindContainer("web-1"));
    }

    [Fact]
    public async Task A_build_that_fails_says_where_and_keeps_the_rest_going_if_that_is_asked_for()
    {
        _bench.WriteDockerfile(text: "# by hand\nFROM scratch\n\nCOPY . /\nRUN false\n");
        _bench.Two.AddImage("fleet/db:1");

        var result = await _bench.PlayAsync(Web + "\ndb: {image: 'fleet/db:1', instances: {db-1: {ship: two}}}", new Play(PlayKind.Start) { OnFailure = OnFailure.Continue });

        var error = Assert.Single(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal((DiagnosticCodes.ImageNotBuilt, _bench.At("web/Dockerfile"), 5), (error.Code, error.Location!.File, error.Location.Line));
        Assert.StartsWith($"Ship one cannot build the image maestro/{_bench.Load(Web).Name}/web: The command '/bin/sh -c false' returned a non-zero code: 1. Blocked by it: web-1, web-3, web-2. The last lines of its output:", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("    Step 3/4 : RUN false", error.Message, StringComparison.Ordinal);
        Assert.Equal(["web-1", "web-2", "web-3"], result.Instances.Where(i => i.Outcome.StartsWith("blocked by maestro/", StringComparison.Ordinal)).Select(i => i.Name));
        Assert.Equal("started", result.Instances.Single(i => i.Name == "db-1").Outcome);
    }

    [Fact]
    public async Task A_Dockerfile_that_is_not_there_fails_its_instances_alone()
    {
        _bench.One.AddImage("fleet/db:1");

        var result = await _bench.PlayAsync(
            "web: {build: nowhere, instances: {web-1: {ship: one}}}\ndb: {image: 'fleet/db:1', instances: {db-1: {ship: one}}}",
            new Play(PlayKind.Start) { OnFailure = OnFailure.Continue });

        var error = Assert.Single(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal((DiagnosticCodes.BuildInputMissing, _bench.At("maestro.yaml"), 7), (error.Code, error.Location!.File, error.Location.Line));
        Assert.Contains($"/web:latest cannot be had: There is no folder '{_bench.At("nowhere")}' to build from.", error.Message, StringComparison.Ordinal);
        Assert.Equal("running", _bench.One.Container("db-1").State);
    }

    [Fact]
    public async Task What_is_there_is_used_when_its_sources_are_gone()
    {
        await _bench.PlayAsync(Web, PlayKind.Start);
        await _bench.PlayAsync(Web, PlayKind.Down);
        Directory.Delete(_bench.At("web"), recursive: true);

        var result = await _bench.PlayAsync(Web, PlayKind.Start);

        Assert.True(result.Succeeded);
        var warning = Assert.Single(result.Diagnostics, d => d is { Severity: DiagnosticSeverity.Warning, Code.Id: "MAESTRO692" });
        Assert.EndsWith($" Ships one and two have the image maestro/{result.Environment}/web, which is used as it is.", warning.Message, StringComparison.Ordinal);
        Assert.All((await _bench.PlayAsync(Web, PlayKind.Start)).Instances, i => Assert.Equal("up", i.Outcome));
    }

    [Theory]
    [InlineData(PlayKind.Stop)]
    [InlineData(PlayKind.Down)]
    public async Task Plays_that_take_down_need_no_sources(PlayKind kind)
    {
        await _bench.PlayAsync(Web, PlayKind.Start);
        Directory.Delete(_bench.At("web"), recursive: true);

        var result = await _bench.PlayAsync(Web, kind);

        Assert.True(result.Succeeded);
        Assert.Empty(result.Diagnostics);
        Assert.NotNull(_bench.One.ImageNamed($"maestro/{result.Environment}/web"));
    }

    [Fact]
    public async Task A_validation_tells_what_is_missing()
    {
        var result = await _bench.PlayAsync("web: {build: nowhere, instances: {web-1: {ship: one}}}\napp: {build: nowhere.tar, instances: {app-1: {ship: one}}}", PlayKind.Validate);

        Assert.False(result.Succeeded);
        Assert.Equal([DiagnosticSeverity.Error, DiagnosticSeverity.Warning], result.Diagnostics.Select(d => d.Severity));
        Assert.Empty(_bench.One.Requests);
    }

    [Fact]
    public async Task The_output_of_a_build_is_told_line_by_line()
    {
        await _bench.PlayAsync(Web, PlayKind.Start);

        Assert.Equal(["Step 1/3 : FROM scratch", "Step 2/3 : COPY . /", "Step 3/3 : LABEL of the call"], _bench.Told(StepKind.Build).Take(3));
    }

    [Fact]
    public async Task A_build_that_is_cancelled_ends_at_once_and_is_no_failure()
    {
        using var gate = _bench.One.Hold("POST", "/build");
        using var cancellation = new CancellationTokenSource();

        var playing = _bench.PlayAsync(Web, PlayKind.Start, cancellation.Token);
        await gate.Reached;
        await cancellation.CancelAsync();
        var result = await playing;

        Assert.Equal(PlayVerdict.Cancelled, result.Verdict);
        Assert.Empty(_bench.One.Containers);
    }

    [Fact]
    public async Task A_ship_that_has_lost_the_image_meanwhile_is_named()
    {
        await _bench.PlayAsync(Web, new Play(PlayKind.Start) { Things = ["web-1"] });
        _bench.One.Refuse("GET", "/images/maestro/*/*/get", 500, "disk on fire");

        var result = await _bench.PlayAsync(Web, new Play(PlayKind.Start) { Things = ["web-2"], OnFailure = OnFailure.Continue });

        // Only ships of the play are asked, so that web-2 is built where it runs.
        Assert.True(result.Succeeded);
        Assert.Equal(["POST /build"], BuildBench.ImageCalls(_bench.Two));

        _bench.Write("web/a.txt", "b");
        var both = await _bench.PlayAsync(Web, new Play(PlayKind.Restart) { OnlyIfChanged = true });

        StartTests.AssertFailed(both, DiagnosticCodes.ImageNotLoaded, "cannot be loaded onto ship two: Ship one does not give it: disk on fire.");
    }

    [Fact]
    public async Task Base_images_are_pulled_with_the_credentials_of_the_file()
    {
        _bench.Top = "registries: {hub: {registry: 'https://hub.example.com', username: ci, password: hunter2}}\n";
        _bench.WriteDockerfile(text: "FROM hub.example.com/base:1\nFROM other.example.com/base:1\n");

        await _bench.PlayAsync(Web, PlayKind.Start);

        var header = Assert.Single(_bench.One.RequestsTo("POST", "/build")).RegistryConfig!;
        var registries = JsonNode.Parse(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/')))!.AsObject();
        Assert.Equal("https://hub.example.com", Assert.Single(registries).Key);
        Assert.Equal("hunter2", (string?)registries["https://hub.example.com"]!["password"]);
    }

    [Fact]
    public async Task An_archive_is_loaded_onto_each_ship_and_named_as_the_file_does()
    {
        var result = await _bench.PlayAsync(Packed, PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        foreach (var docker in new[] { _bench.One, _bench.Two })
        {
            Assert.Equal(["POST /images/load"], BuildBench.ImageCalls(docker));
            Assert.Equal(FakeArchive.IdOf(FakeArchive.Configuration("v1")), docker.ImageNamed("team/app:2")!.Id);
        }

        var bytes = _bench.Progress.Events.OfType<StepProgress>().Last(p => p.Step.Kind == StepKind.Load);
        Assert.Equal((new FileInfo(_bench.At("app.tar")).Length, bytes.Total), (bytes.Current, bytes.Total));
    }

    [Fact]
    public async Task An_archive_that_is_there_already_is_not_loaded_again_and_a_new_one_is()
    {
        await _bench.PlayAsync(Packed, PlayKind.Start);
        Assert.All((await _bench.PlayAsync(Packed, new Play(PlayKind.Restart) { RefreshImages = true })).Instances, i => Assert.Equal("restarted", i.Outcome));
        Assert.Single(BuildBench.ImageCalls(_bench.One));

        _bench.Write("app.tar", FakeArchive.Of("v2", "team/app:1"));
        Assert.All((await _bench.PlayAsync(Packed, PlayKind.Start)).Instances, i => Assert.Equal("up (outdated)", i.Outcome));
        await _bench.PlayAsync(Packed, new Play(PlayKind.Restart) { OnlyIfChanged = true });

        Assert.Equal(FakeArchive.IdOf(FakeArchive.Configuration("v2")), _bench.One.Container("app-1").ImageId);
    }

    [Fact]
    public async Task Of_several_images_in_an_archive_the_one_of_that_name_is_meant()
    {
        _bench.Write("app.tar", FakeArchive.Of(("redis:7", FakeArchive.Configuration("redis")), ("team/app:2", FakeArchive.Configuration("app"))));

        await _bench.PlayAsync(Packed, PlayKind.Start);

        Assert.Equal(FakeArchive.IdOf(FakeArchive.Configuration("app")), _bench.One.Container("app-1").ImageId);
    }

    [Fact]
    public async Task An_archive_that_the_engine_does_not_take_is_told()
    {
        _bench.One.Refuse("POST", "/images/load", 500, "no space left on device");

        var result = await _bench.PlayAsync(Packed, PlayKind.Start);

        StartTests.AssertFailed(result, DiagnosticCodes.ImageNotLoaded, "The image team/app:2 cannot be loaded onto ship one: Ship one does not take it: no space left on device.");
    }

    [Theory]
    [InlineData(PlayKind.Start)]
    [InlineData(PlayKind.Pull)]
    public async Task An_archive_that_is_not_there_is_told_once_for_all_ships(PlayKind kind)
    {
        var result = await _bench.PlayAsync(
            "app: {build: nowhere.tar, instances: {app-1: {ship: one}, app-2: {ship: two}}}",
            new Play(kind) { OnFailure = OnFailure.Continue });

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.BuildInputMissing, error.Code);
        Assert.EndsWith(kind == PlayKind.Pull ? "A path starts from the folder of its file." : " Ships one and two want it. Blocked by it: app-1, app-2.", error.Message, StringComparison.Ordinal);
        Assert.All(result.Instances, i => Assert.False(i.Succeeded));
    }

    [Fact]
    public async Task What_is_no_archive_is_told_before_anything_is_sent()
    {
        _bench.Write("app.tar", "hello"u8.ToArray());

        var result = await _bench.PlayAsync(Packed, new Play(PlayKind.Start) { Things = ["app-1"] });

        StartTests.AssertFailed(result, DiagnosticCodes.BuildInputMissing, "is no tar archive of an image");
        Assert.Empty(BuildBench.ImageCalls(_bench.One));
    }

    [Fact]
    public async Task A_pull_brings_images_onto_ships_and_says_what_is_there()
    {
        var first = await _bench.PlayAsync(Web + "\n" + Packed, PlayKind.Pull);
        var second = await _bench.PlayAsync(Web + "\n" + Packed, PlayKind.Pull);

        Assert.Equal(["web-1 built", "web-2 loaded", "web-3 built", "app-1 loaded", "app-2 loaded"], first.Instances.Select(i => $"{i.Name} {i.Outcome}"));
        Assert.All(second.Instances, i => Assert.Equal("there already", i.Outcome));
        Assert.Empty(second.Steps);
        Assert.Empty(_bench.One.Containers);
    }
}
