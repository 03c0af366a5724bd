using System.Net;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public sealed class DockerClientImagesTests : IAsyncLifetime
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
    public async Task Inspects_an_image_of_a_registry_with_a_port()
    {
        var image = _docker.AddImage("registry:5000/team/web:1");

        var details = (await _client.InspectImageAsync("registry:5000/team/web:1", CancellationToken.None))!;

        Assert.Equal(image.Id, details.Id);
        Assert.Equal(["registry:5000/team/web:1"], details.RepoTags);
        Assert.Empty(details.RepoDigests);
        Assert.Equal(("linux", "amd64"), (details.Os, details.Architecture));
    }

    [Fact]
    public async Task Finds_no_image_where_there_is_none()
        => Assert.Null(await _client.InspectImageAsync("no/such:1", CancellationToken.None));

    [Fact]
    public async Task Yields_the_progress_of_a_pull()
    {
        var image = _docker.AddPullable("team/web:1");

        var progress = await PullAsync("team/web", "1", auth: "abc=");

        Assert.Equal(
            [
                new PullProgress("1", "Pulling from team/web", null, null),
                new PullProgress("c0ffee123456", "Downloading", 512, 1024),
                new PullProgress(null, $"Digest: {image.Digest}", null, null),
                new PullProgress(null, "Status: Downloaded newer image for team/web:1", null, null),
            ],
            progress);
        var request = _docker.RequestsTo("POST", "/images/create").Single();
        Assert.Equal(("team/web", "1", "abc="), (request.Query["fromImage"], request.Query["tag"], request.RegistryAuth));
        Assert.NotNull(await _client.InspectImageAsync("team/web:1", CancellationToken.None));
    }

    [Fact]
    public async Task Tells_the_digest_in_the_line_of_a_pull_that_has_it()
    {
        var image = _docker.AddPullable("team/web:1");

        Assert.Equal(image.Digest, Assert.Single(await PullAsync("team/web", "1"), l => l.Digest is not null).Digest);
    }

    [Fact]
    public async Task Asks_the_registry_what_a_tag_stands_for()
    {
        var image = _docker.AddPullable("registry:5000/team/web:1");

        Assert.Equal(image.Digest, await _client.ResolveDigestAsync("registry:5000/team/web:1", "abc=", CancellationToken.None));

        Assert.Equal("abc=", _docker.RequestsTo("GET", "/distribution/registry:5000/team/web:1/json").Single().RegistryAuth);
    }

    [Fact]
    public async Task Throws_what_the_registry_answers_about_a_tag()
    {
        _docker.FailPull("team/web:1", "no basic auth credentials");

        var denied = await Assert.ThrowsAsync<DockerApiException>(() => _client.ResolveDigestAsync("team/web:1", null, CancellationToken.None));
        var missing = await Assert.ThrowsAsync<DockerApiException>(() => _client.ResolveDigestAsync("team/web:2", null, CancellationToken.None));

        Assert.Equal((HttpStatusCode.InternalServerError, "no basic auth credentials"), (denied.Status, denied.Message));
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
    }

    [Fact]
    public async Task Tags_an_image_that_was_pulled_by_its_digest()
    {
        var image = _docker.AddPullable("team/web:1");
        await PullAsync("team/web", image.Digest);
        Assert.Null(await _client.InspectImageAsync("team/web:1", CancellationToken.None));

        await _client.TagImageAsync($"team/web@{image.Digest}", "team/web", "1", CancellationToken.None);

        var details = (await _client.InspectImageAsync("team/web:1", CancellationToken.None))!;
        Assert.Equal((image.Id, $"team/web@{image.Digest}"), (details.Id, Assert.Single(details.RepoDigests)));
    }

    [Fact]
    public async Task Sends_no_credentials_where_there_are_none()
    {
        _docker.AddPullable("team/web:1");

        await PullAsync("team/web", "1");

        Assert.Null(_docker.RequestsTo("POST", "/images/create").Single().RegistryAuth);
    }

    [Fact]
    public async Task Throws_the_error_inside_the_progress()
    {
        _docker.FailPullInStream("team/web:1", "toomanyrequests: slow down");

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => PullAsync("team/web", "1"));

        Assert.Equal("toomanyrequests: slow down", exception.Message);
        Assert.Equal("POST /images/create", exception.Request);
    }

    [Fact]
    public async Task Throws_what_the_engine_answers_when_a_pull_cannot_begin()
    {
        _docker.FailPull("team/web:1", "no basic auth credentials");

        var denied = await Assert.ThrowsAsync<DockerApiException>(() => PullAsync("team/web", "1"));
        var missing = await Assert.ThrowsAsync<DockerApiException>(() => PullAsync("team/web", "2"));

        Assert.Equal((HttpStatusCode.InternalServerError, "no basic auth credentials"), (denied.Status, denied.Message));
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
    }

    [Fact]
    public async Task Never_asks_for_every_tag()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => PullAsync("team/web", string.Empty));

        Assert.Empty(_docker.RequestsTo("POST", "/images/create"));
    }

    [Fact]
    public async Task Leaves_a_pull_in_the_middle_when_cancelled()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.BeginChunksAsync();
            await connection.SendChunkAsync("{\"status\":\"Downloading\"}\r\n{\"sta");
            await connection.StaySilentAsync();
        });
        await using var client = Scripted.Client(server);
        using var cancel = new CancellationTokenSource();
        await using var progress = client.PullImageAsync("team/web", "1", null, null, cancel.Token).GetAsyncEnumerator(cancel.Token);
        Assert.True(await progress.MoveNextAsync());

        var next = progress.MoveNextAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Says_that_the_connection_broke_in_the_middle_of_a_pull()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SkipPingAsync();
            await connection.BeginChunksAsync();
            await connection.SendChunkAsync("{\"status\":\"Downloading\"}\r\n{\"sta");
        });
        await using var client = Scripted.Client(server);

        var exception = await Assert.ThrowsAsync<DockerConnectionException>(async () =>
        {
            await foreach (var _ in client.PullImageAsync("team/web", "1", null, null, CancellationToken.None))
            {
            }
        });

        Assert.Equal(ConnectionProblem.Lost, exception.Problem);
    }

    private async Task<List<PullProgress>> PullAsync(string repository, string tag, string? auth = null)
    {
        var progress = new List<PullProgress>();
        await foreach (var line in _client.PullImageAsync(repository, tag, null, auth, CancellationToken.None))
        {
            progress.Add(line);
        }

        return progress;
    }
}
