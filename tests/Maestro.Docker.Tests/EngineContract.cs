using System.Net;
using System.Text;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Docker.Tests;

/// <summary>What the client and any engine owe each other; run against the real engine and against the fake one, so that the fake stays honest.</summary>
public abstract partial class EngineContract : IAsyncLifetime
{
    private static readonly string[] Actions = ["create", "start", "die", "stop", "destroy"];
    private IDockerClient _client = null!;

    /// <summary>Ends a test that waits for what does not come.</summary>
    private CancellationToken Token { get; } = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public virtual async Task InitializeAsync() => _client = await ConnectAsync();

    public virtual async Task DisposeAsync() => await _client.DisposeAsync();

    [Fact]
    public async Task Agrees_on_a_version()
    {
        var version = await _client.NegotiateAsync(Token);

        Assert.True(ApiVersion.TryParse(version.ApiVersion, out var agreed));
        Assert.True(agreed >= ApiVersion.Oldest && agreed <= ApiVersion.Newest);
        Assert.StartsWith("Docker/", version.Product, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_container_through_its_life()
    {
        var name = NewName("life");
        var created = await _client.CreateContainerAsync(name, Sleeper() with { Labels = new Dictionary<string, string> { ["a"] = "b" } }, Token);

        Assert.Equal("created", (await _client.InspectContainerAsync(name, Token))!.State);
        Assert.True(await _client.StartContainerAsync(name, Token));
        Assert.False(await _client.StartContainerAsync(created.Id, Token));
        var details = (await _client.InspectContainerAsync(created.Id, Token))!;
        Assert.Equal((name, "running", "b", null), (details.Name, details.State, details.Labels["a"], details.FinishedAt));
        Assert.NotEmpty(details.Addresses);
        Assert.InRange(details.StartedAt!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        var listed = Assert.Single(await _client.ListContainersAsync(Token), container => container.Id == created.Id);
        Assert.Equal((name, Image, "running", details.ImageId), (listed.Name, listed.Image, listed.State, listed.ImageId));
        Assert.True(await _client.StopContainerAsync(name, TimeSpan.FromSeconds(20), Token));
        Assert.Equal("exited", await ListedStateAsync(name));
        Assert.False(await _client.StopContainerAsync(name, TimeSpan.FromSeconds(20), Token));
        var stopped = (await _client.InspectContainerAsync(name, Token))!;
        Assert.Equal(("exited", 0), (stopped.State, stopped.ExitCode));
        Assert.NotNull(stopped.FinishedAt);
        Assert.True(await _client.RemoveContainerAsync(name, force: false, anonymousVolumes: true, Token));
        Assert.False(await _client.RemoveContainerAsync(name, force: false, anonymousVolumes: true, Token));
        Assert.False(await _client.StopContainerAsync(name, TimeSpan.FromSeconds(20), Token));
        Assert.Null(await _client.InspectContainerAsync(name, Token));
    }

    [Fact]
    public async Task Sees_in_the_events_all_that_happens_after_the_subscription()
    {
        var name = NewName("events");
        await using var events = await _client.WatchContainersAsync(Actions, since: null, Token);

        await CreateGreeterAsync(name);
        await _client.StartContainerAsync(name, Token);

        var seen = new List<ContainerEvent>();
        await foreach (var happened in events.ReadAllAsync(Token))
        {
            if (happened.Attributes["name"] == name)
            {
                seen.Add(happened);
                if (happened.Action == "die")
                {
                    break;
                }
            }
        }

        Assert.Equal(["create", "start", "die"], seen.Select(happened => happened.Action));
        Assert.Equal("3", seen[^1].Attributes["exitCode"]);
        Assert.Equal(seen.Select(happened => happened.Time).Order(), seen.Select(happened => happened.Time));

        await using var replay = await _client.WatchContainersAsync(["die"], seen[^1].Time, Token);
        await foreach (var happened in replay.ReadAllAsync(Token))
        {
            if (happened.Container == seen[0].Container)
            {
                Assert.Equal(seen[^1].Time, happened.Time);
                break;
            }
        }
    }

    [Fact]
    public async Task Reads_what_a_container_has_written()
    {
        var name = NewName("log");
        await CreateGreeterAsync(name);
        await _client.StartContainerAsync(name, Token);

        var followed = await ReadLogAsync(name, new LogQuery { Follow = true });
        var last = await ReadLogAsync(name, new LogQuery { Tail = 1 });

        Assert.Equal(("hello\n", "oops\n"), (followed[LogSource.Output], followed[LogSource.Error]));
        Assert.Single(last);
    }

    [Fact]
    public async Task Reads_nothing_from_a_log_before_the_first_start()
    {
        var name = NewName("quiet");
        await _client.CreateContainerAsync(name, Sleeper(), Token);

        Assert.Empty(await ReadLogAsync(name, new LogQuery()));
    }

    [Fact]
    public async Task Kills_what_runs_and_says_when_nothing_did()
    {
        var name = NewName("kill");
        await _client.CreateContainerAsync(name, Sleeper(), Token);
        Assert.False(await _client.KillContainerAsync(name, Token));
        await _client.StartContainerAsync(name, Token);

        Assert.True(await _client.KillContainerAsync(name, Token));
        Assert.Equal("exited", await ListedStateAsync(name));
        Assert.Equal((false, 137), ((await _client.InspectContainerAsync(name, Token))!.IsRunning, (await _client.InspectContainerAsync(name, Token))!.ExitCode));
        Assert.False(await _client.KillContainerAsync(name, Token));
        Assert.False(await _client.KillContainerAsync(NewName("nobody"), Token));
    }

    [Fact]
    public async Task Deletes_a_volume_that_no_container_uses()
    {
        var (name, volume) = (NewName("volume"), Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        await _client.CreateContainerAsync(name, Sleeper() with { Binds = [$"{volume}:/data"] }, Token);

        Assert.False(await _client.RemoveVolumeAsync(volume, Token));
        await _client.RemoveContainerAsync(name, force: false, anonymousVolumes: true, Token);
        Assert.True(await _client.RemoveVolumeAsync(volume, Token));
        Assert.False(await _client.RemoveVolumeAsync(volume, Token));
    }

    [Fact]
    public async Task Makes_a_volume_once_and_lists_it_by_its_label()
    {
        var (volume, label) = (NewName("labelled"), $"maestro-test.{Guid.NewGuid():N}");
        Assert.Equal("a", (await _client.CreateVolumeAsync(volume, new Dictionary<string, string> { [label] = "a" }, Token)).Labels[label]);

        var again = await _client.CreateVolumeAsync(volume, new Dictionary<string, string> { [label] = "b" }, Token);

        Assert.Equal((volume, "a"), (again.Name, again.Labels[label]));
        var listed = Assert.Single(await _client.ListVolumesAsync(label, Token));
        Assert.Equal((volume, "a"), (listed.Name, listed.Labels[label]));
        Assert.True(await _client.RemoveVolumeAsync(volume, Token));
        Assert.Empty(await _client.ListVolumesAsync(label, Token));
    }

    [Fact]
    public async Task Stops_following_a_log_when_cancelled()
    {
        var name = NewName("follow");
        await _client.CreateContainerAsync(name, Sleeper(), Token);
        await _client.StartContainerAsync(name, Token);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var log = _client.ReadLogsAsync(name, new LogQuery { Follow = true }, cancel.Token).GetAsyncEnumerator(cancel.Token);

        var next = log.MoveNextAsync();
        cancel.CancelAfter(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        Assert.False(Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Publishes_a_port_that_the_engine_chooses()
    {
        var name = NewName("port");
        await _client.CreateContainerAsync(name, Sleeper() with { PortBindings = [new("80/tcp", "127.0.0.1", string.Empty)] }, Token);
        await _client.StartContainerAsync(name, Token);

        var inspected = Assert.Single((await _client.InspectContainerAsync(name, Token))!.Ports);
        var listed = (await _client.ListContainersAsync(Token)).Single(container => container.Name == name);

        Assert.Equal((80, "tcp", "127.0.0.1"), (inspected.Exposed, inspected.Protocol, inspected.Address));
        Assert.InRange(inspected.External, 1024, 65535);
        Assert.Equal([inspected], listed.Ports);
    }

    [Fact]
    public async Task Finds_at_the_start_that_a_port_is_taken()
    {
        var (first, second) = (NewName("taker"), NewName("loser"));
        await _client.CreateContainerAsync(first, Sleeper() with { PortBindings = [new("80/tcp", "127.0.0.1", string.Empty)] }, Token);
        await _client.StartContainerAsync(first, Token);
        var port = (await _client.InspectContainerAsync(first, Token))!.Ports.Single().External;
        await _client.CreateContainerAsync(
            second, Sleeper() with { PortBindings = [new("80/tcp", "127.0.0.1", port.ToString(System.Globalization.CultureInfo.InvariantCulture))] }, Token);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.StartContainerAsync(second, Token));

        Assert.Equal(HttpStatusCode.InternalServerError, exception.Status);
        Assert.Contains("port is already allocated", exception.Message, StringComparison.Ordinal);
        Assert.Equal("created", (await _client.InspectContainerAsync(second, Token))!.State);
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken()
    {
        var name = NewName("twice");
        await _client.CreateContainerAsync(name, Sleeper(), Token);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.CreateContainerAsync(name, Sleeper(), Token));

        Assert.Equal(HttpStatusCode.Conflict, exception.Status);
        Assert.Contains("is already in use by container", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_image_that_is_not_there()
    {
        var exception = await Assert.ThrowsAsync<DockerApiException>(
            () => _client.CreateContainerAsync(NewName("none"), new CreateContainerRequest { Image = "maestro-test/none:0" }, Token));

        Assert.Equal((HttpStatusCode.NotFound, "No such image: maestro-test/none:0"), (exception.Status, exception.Message));
        Assert.Null(await _client.InspectImageAsync("maestro-test/none:0", Token));
    }

    [Fact]
    public async Task Inspects_an_image()
    {
        var image = (await _client.InspectImageAsync(Image, Token))!;

        Assert.Contains(Image, image.RepoTags);
        Assert.StartsWith("sha256:", image.Id, StringComparison.Ordinal);
        Assert.Equal(image.Id, (await _client.InspectImageAsync(image.Id, Token))!.Id);
        Assert.Equal("linux", image.Os);
    }

    [Fact]
    public async Task Fails_to_pull_from_a_registry_that_is_not_there()
    {
        var exception = await Assert.ThrowsAsync<DockerApiException>(async () =>
        {
            await foreach (var _ in _client.PullImageAsync("127.0.0.1:1/maestro-test/none", "0", null, null, Token))
            {
            }
        });

        Assert.Contains("connection refused", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_to_remove_a_running_container_without_force()
    {
        var name = NewName("busy");
        await _client.CreateContainerAsync(name, Sleeper(), Token);
        await _client.StartContainerAsync(name, Token);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.RemoveContainerAsync(name, force: false, anonymousVolumes: false, Token));

        Assert.Equal(HttpStatusCode.Conflict, exception.Status);
        Assert.True(await _client.RemoveContainerAsync(name, force: true, anonymousVolumes: false, Token));
    }

    [Fact]
    public async Task Makes_lists_and_removes_a_network_and_refuses_a_second_one_of_the_same_name()
    {
        var name = NewName("net");
        var id = await _client.CreateNetworkAsync(new CreateNetworkRequest { Name = name, Labels = new Dictionary<string, string> { ["a"] = "b" } }, Token);

        var listed = (await _client.ListNetworksAsync(Token)).Single(network => network.Name == name);
        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.CreateNetworkAsync(new CreateNetworkRequest { Name = name }, Token));

        Assert.Equal((id, "b"), (listed.Id, listed.Labels["a"]));
        Assert.InRange(listed.Created!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal((HttpStatusCode.Conflict, $"network with name {name} already exists"), (exception.Status, exception.Message));
        Assert.True(await _client.RemoveNetworkAsync(id, Token));
        Assert.False(await _client.RemoveNetworkAsync(id, Token));
    }

    [Fact]
    public async Task Puts_a_container_on_networks_and_keeps_them_while_it_runs()
    {
        var (first, second, name) = (NewName("first"), NewName("second"), NewName("member"));
        await _client.CreateNetworkAsync(new CreateNetworkRequest { Name = first }, Token);
        await _client.CreateNetworkAsync(new CreateNetworkRequest { Name = second }, Token);
        await _client.CreateContainerAsync(name, Sleeper() with { NetworkMode = first, Endpoint = new EndpointRequest { Aliases = ["one"] } }, Token);
        await _client.ConnectNetworkAsync(second, name, new EndpointRequest { Aliases = ["two"] }, Token);
        await _client.StartContainerAsync(name, Token);

        var listed = (await _client.ListContainersAsync(Token)).Single(container => container.Name == name);
        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.RemoveNetworkAsync(second, Token));

        Assert.Equal([first, second], listed.Networks.Order(StringComparer.Ordinal));
        Assert.Equal(2, (await _client.InspectContainerAsync(name, Token))!.Addresses.Count);
        Assert.Equal(HttpStatusCode.Forbidden, exception.Status);
        await _client.RemoveContainerAsync(name, force: true, anonymousVolumes: true, Token);
        Assert.True(await _client.RemoveNetworkAsync(first, Token));
        Assert.True(await _client.RemoveNetworkAsync(second, Token));
    }

    [Fact]
    public async Task Finds_at_the_start_that_a_network_is_not_there()
    {
        var name = NewName("lost");
        await _client.CreateContainerAsync(name, Sleeper(), Token);
        await _client.ConnectNetworkAsync("maestro-test-no-net", name, new EndpointRequest(), Token);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.StartContainerAsync(name, Token));

        Assert.Equal(HttpStatusCode.NotFound, exception.Status);
        Assert.EndsWith("network maestro-test-no-net not found", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_at_the_next_start_that_a_network_is_another_one()
    {
        var (network, name) = (NewName("again"), NewName("homeless"));
        var id = await _client.CreateNetworkAsync(new CreateNetworkRequest { Name = network }, Token);
        await _client.CreateContainerAsync(name, Sleeper() with { NetworkMode = network, Endpoint = new EndpointRequest() }, Token);
        await _client.StartContainerAsync(name, Token);
        await _client.StopContainerAsync(name, TimeSpan.FromSeconds(20), Token);
        await _client.RemoveNetworkAsync(network, Token);
        await _client.CreateNetworkAsync(new CreateNetworkRequest { Name = network }, Token);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.StartContainerAsync(name, Token));

        Assert.Equal(HttpStatusCode.NotFound, exception.Status);
        Assert.EndsWith($"network {id} not found", exception.Message, StringComparison.Ordinal);
        Assert.True(await _client.RemoveNetworkAsync(network, Token));
    }

    [Fact]
    public async Task Fails_to_join_a_running_container_to_a_network_that_is_not_there()
    {
        var name = NewName("lonely");
        await _client.CreateContainerAsync(name, Sleeper(), Token);
        await _client.StartContainerAsync(name, Token);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.ConnectNetworkAsync("maestro-test-no-net", name, new EndpointRequest(), Token));

        Assert.Equal((HttpStatusCode.NotFound, "network maestro-test-no-net not found"), (exception.Status, exception.Message));
    }

    [Fact]
    public async Task Refuses_an_image_of_another_platform()
    {
        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.CreateContainerAsync(NewName("arm"), Sleeper() with { Platform = "linux/s390x" }, Token));

        Assert.Equal(HttpStatusCode.NotFound, exception.Status);
        Assert.Matches(@"does not (match|provide) the specified platform\b.*\blinux/s390x\b", exception.Message);
    }

    [Fact]
    public async Task Leaves_no_container_when_several_remove_it_at_once()
    {
        var name = NewName("race");
        await _client.CreateContainerAsync(name, Sleeper(), Token);
        await _client.StartContainerAsync(name, Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _client.RemoveContainerAsync(name, force: true, anonymousVolumes: true, Token)));

        Assert.Null(await _client.InspectContainerAsync(name, Token));
    }

    private protected abstract Task<IDockerClient> ConnectAsync();

    private protected abstract string Image { get; }

    private protected abstract string NewName(string what);

    /// <summary>Makes the container write "hello" to its output and "oops" to its errors and end with code 3, where its command does not.</summary>
    private protected virtual void WillGreetAndExit(string name)
    {
    }

    private CreateContainerRequest Sleeper() => new()
    {
        Image = Image,
        Cmd = ["sh", "-c", "trap 'exit 0' TERM; while true; do sleep 1 & wait $!; done"],
    };

    private async Task<string> ListedStateAsync(string name) => (await _client.ListContainersAsync(Token)).Single(container => container.Name == name).State;

    private Task<CreatedContainer> CreateGreeterAsync(string name)
    {
        WillGreetAndExit(name);
        return _client.CreateContainerAsync(name, new CreateContainerRequest { Image = Image, Cmd = ["sh", "-c", "echo hello; echo oops >&2; exit 3"] }, Token);
    }

    private async Task<Dictionary<LogSource, string>> ReadLogAsync(string name, LogQuery query)
    {
        var log = new Dictionary<LogSource, string>();
        await foreach (var chunk in _client.ReadLogsAsync(name, query, Token))
        {
            log[chunk.Source] = log.GetValueOrDefault(chunk.Source) + Encoding.UTF8.GetString(chunk.Bytes.Span);
        }

        return log;
    }
}
