using System.Net.Security;
using System.Text;
using Maestro.Engine.Building;
using Maestro.Engine.Docker;
using Maestro.Engine.Tests.Docker.Transport;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public sealed class DockerClientBuildsTests : IAsyncLifetime
{
    private FakeDocker _docker = null!;
    private IDockerClient _client = null!;

    public async Task InitializeAsync()
    {
        _docker = await FakeDocker.StartAsync();
        _client = _docker.CreateClient();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _docker.DisposeAsync();
    }

    [Fact]
    public async Task Says_what_is_to_be_built_and_sends_the_context_as_it_is_written()
    {
        var request = new BuildImageRequest("hub:5000/team/web:1", "sub/Dockerfile")
        {
            Args = new Dictionary<string, string> { ["A"] = "1 & 2" },
            Labels = new Dictionary<string, string> { ["maestro.sources"] = "abc" },
            Target = "debug",
            Platform = "linux/arm64",
            Pull = true,
            RegistryConfig = "e30=",
        };

        var output = await BuildAsync(request, FakeArchive.Tar([("sub/Dockerfile", "FROM scratch\n"u8.ToArray())]));

        var sent = Assert.Single(_docker.RequestsTo("POST", "/build"));
        Assert.Equal(("hub:5000/team/web:1", "sub/Dockerfile", "debug", "linux/arm64", "1", "1"), (sent.Query["t"], sent.Query["dockerfile"], sent.Query["target"], sent.Query["platform"], sent.Query["pull"], sent.Query["forcerm"]));
        Assert.Equal(("""{"A":"1 \u0026 2"}""", """{"maestro.sources":"abc"}""", "e30="), (sent.Query["buildargs"], sent.Query["labels"], sent.RegistryConfig));
        Assert.Equal("FROM scratch\n", sent.Files!["sub/Dockerfile"]);
        Assert.StartsWith("Step 1/2 : FROM scratch\nStep 2/2 : LABEL of the call\nSuccessfully built", string.Concat(output.Select(o => o.Text)), StringComparison.Ordinal);
        Assert.Equal(_docker.ImageNamed("hub:5000/team/web:1")!.Id, Assert.Single(output, o => o.ImageId is not null).ImageId);
    }

    [Fact]
    public async Task Leaves_out_what_is_not_asked_for()
    {
        await BuildAsync(new BuildImageRequest("web:1", "Dockerfile"), FakeArchive.Tar([("Dockerfile", "FROM scratch\n"u8.ToArray())]));

        Assert.Equal(["dockerfile", "forcerm", "rm", "t"], Assert.Single(_docker.RequestsTo("POST", "/build")).Query.Keys.Order());
    }

    [Fact]
    public async Task A_context_that_cannot_be_read_is_no_trouble_of_the_engine()
    {
        var unreadable = await Assert.ThrowsAsync<BuildInputException>(async () =>
        {
            await foreach (var _ in _client.BuildImageAsync(new BuildImageRequest("web:1", "Dockerfile"), (_, _) => throw new BuildInputException("Gone."), CancellationToken.None))
            {
            }
        });

        Assert.Equal("Gone.", unreadable.Message);
    }

    [Fact]
    public async Task A_connection_that_breaks_during_the_upload_is_told_and_nothing_is_sent_twice()
    {
        _docker.Break("POST", "/images/load");

        var broken = await Assert.ThrowsAsync<DockerConnectionException>(() => LoadAsync(FakeArchive.Of("a", "web:1")));

        Assert.Equal(ConnectionProblem.Lost, broken.Problem);
        Assert.Single(_docker.RequestsTo("POST", "/images/load"));
    }

    [Fact]
    public async Task Reads_the_refusal_of_an_engine_that_does_not_take_the_rest()
    {
        await using var server = ScriptedServer.Start(RefuseAsync);
        await using var client = Scripted.Client(server);

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => client.LoadImageAsync(SendMuchAsync, CancellationToken.None));

        Assert.Equal("this is no archive", refusal.Message);
    }

    [Fact]
    public async Task Reads_such_a_refusal_over_TLS_too()
    {
        using var bench = new TlsBench();
        using var certificate = bench.Authority.IssueServer();
        await using var server = ScriptedServer.Start(new SslServerAuthenticationOptions { ServerCertificate = certificate }, RefuseAsync);
        await using var client = TlsBench.Client(server, bench.Verified);

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => client.LoadImageAsync(SendMuchAsync, CancellationToken.None));

        Assert.Equal("this is no archive", refusal.Message);
    }

    [Fact]
    public async Task Says_that_the_connection_broke_when_the_upload_is_cut_off_without_an_answer()
    {
        await using var server = ScriptedServer.Start(connection => connection.SkipPingAsync());
        await using var client = Scripted.Client(server);

        var broken = await Assert.ThrowsAsync<DockerConnectionException>(() => client.LoadImageAsync(SendMuchAsync, CancellationToken.None));

        Assert.Equal(ConnectionProblem.Lost, broken.Problem);
    }

    [Fact]
    public async Task A_build_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var gate = _docker.Hold("POST", "/build");

        var building = BuildAsync(new BuildImageRequest("web:1", "Dockerfile"), FakeArchive.Tar([("Dockerfile", "FROM scratch\n"u8.ToArray())]), cancellation.Token);
        await FakeDocker.WaitUntilAsync(() => _docker.RequestsTo("POST", "/build").Count == 1, "the build");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building.WaitAsync(FakeDocker.Patience));
    }

    [Fact]
    public async Task Tells_the_names_of_what_it_has_loaded()
    {
        Assert.Equal(["team/web:1", "hub:5000/web:2"], await LoadAsync(FakeArchive.Of("a", "team/web:1", "hub:5000/web:2")));
        Assert.Equal([FakeArchive.IdOf(FakeArchive.Configuration("b"))], await LoadAsync(FakeArchive.Of("b", (string?)null)));
        Assert.All(_docker.RequestsTo("POST", "/images/load"), r => Assert.Equal("1", r.Query["quiet"]));
    }

    [Fact]
    public async Task Saves_and_names_images_of_registries_with_ports()
    {
        await LoadAsync(FakeArchive.Of("a", "hub:5000/team/web:1"));
        using var archive = new MemoryStream();

        await _client.SaveImageAsync("hub:5000/team/web:1", archive, CancellationToken.None);
        await _client.TagImageAsync("hub:5000/team/web:1", "other/web", "2", CancellationToken.None);

        Assert.Contains("manifest.json", Encoding.UTF8.GetString(archive.ToArray()), StringComparison.Ordinal);
        Assert.Equal(_docker.ImageNamed("hub:5000/team/web:1")!.Id, _docker.ImageNamed("other/web:2")!.Id);
    }

    [Fact]
    public async Task Tells_the_platform_of_an_engine()
    {
        _docker.Platform = "linux/arm64";

        Assert.Equal("linux/arm64", await _client.GetPlatformAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Reads_the_output_of_a_build_in_any_pieces()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.BeginChunksAsync();
            await connection.SendChunkAsync("{\"stream\":\"Step 1/1 : FR");
            await connection.SendChunkAsync("OM a\"}\r\n{\"status\":\"Downloading\",\"id\":\"c0ffee\",\"progressDetail\":{\"current\":1,\"total\":2}}\r\n");
            await connection.SendChunkAsync("{\"errorDetail\":{\"code\":1,\"message\":\"no\"},\"error\":\"no\"}\r\n");
        });
        await using var client = Scripted.Client(server);
        var output = new List<BuildOutput>();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(async () =>
        {
            await foreach (var piece in client.BuildImageAsync(new BuildImageRequest("web:1", "Dockerfile"), (_, _) => Task.CompletedTask, CancellationToken.None))
            {
                output.Add(piece);
            }
        });

        Assert.Equal([new BuildOutput("Step 1/1 : FROM a"), new BuildOutput(string.Empty, null, new PullProgress("c0ffee", "Downloading", 1, 2))], output);
        Assert.Equal("no", refusal.Message);
    }

    // More than fits into the buffers of a connection.
    private static async Task SendMuchAsync(Stream destination, CancellationToken cancellation)
    {
        var piece = new byte[1024 * 1024];
        for (var i = 0; i < 50; i++)
        {
            await destination.WriteAsync(piece, cancellation);
        }
    }

    private Task<IReadOnlyList<string>> LoadAsync(byte[] archive)
        => _client.LoadImageAsync((destination, stop) => destination.WriteAsync(archive, stop).AsTask(), CancellationToken.None);

    private async Task<List<BuildOutput>> BuildAsync(BuildImageRequest request, byte[] context, CancellationToken cancellation = default)
    {
        var output = new List<BuildOutput>();
        await foreach (var piece in _client.BuildImageAsync(request, (destination, stop) => destination.WriteAsync(context, stop).AsTask(), cancellation))
        {
            output.Add(piece);
        }

        return output;
    }

    private static async Task RefuseAsync(ScriptedConnection connection)
    {
        var request = await connection.SkipPingAsync();
        if (request?.StartsWith("POST /v1.41/images/load", StringComparison.Ordinal) == true)
        {
            await connection.SendJsonAsync("{\"message\":\"this is no archive\"}", status: 500);
        }
    }
}
