using System.Net;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public sealed class DockerClientNetworksTests : IAsyncLifetime
{
    private FakeDocker _docker = null!;
    private IDockerClient _client = null!;

    public async Task InitializeAsync()
    {
        _docker = await FakeDocker.StartAsync();
        _docker.AddImage("redis:7");
        _client = _docker.CreateClient();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _docker.DisposeAsync();
    }

    [Fact]
    public async Task Sends_of_a_network_what_is_set_and_asks_for_no_second_one()
    {
        await _client.CreateNetworkAsync(new CreateNetworkRequest { Name = "back" }, CancellationToken.None);

        Assert.Equal("""{"Name":"back","CheckDuplicate":true}""", _docker.RequestsTo("POST", "/networks/create").Single().Body!.ToJsonString());
    }

    [Fact]
    public async Task Sends_a_full_network_in_the_engines_shape()
    {
        await _client.CreateNetworkAsync(
            new CreateNetworkRequest
            {
                Name = "back",
                Driver = "macvlan",
                Options = new Dictionary<string, string> { ["parent"] = "eth0" },
                IsInternal = true,
                IsAttachable = true,
                HasIpv6 = true,
                AddressDriver = "default",
                Subnets = [new SubnetRequest("10.5.0.0/16", "10.5.0.1", "10.5.3.0/24"), new SubnetRequest("2001:db8::/64", null, null)],
                Labels = new Dictionary<string, string> { ["l"] = "v" },
            },
            CancellationToken.None);

        Assert.Equal(
            """
            {"Name":"back","CheckDuplicate":true,"Driver":"macvlan","Options":{"parent":"eth0"},"Internal":true,"Attachable":true,"EnableIPv6":true,
            "IPAM":{"Driver":"default","Config":[{"Subnet":"10.5.0.0/16","Gateway":"10.5.0.1","IPRange":"10.5.3.0/24"},{"Subnet":"2001:db8::/64"}]},"Labels":{"l":"v"}}
            """.ReplaceLineEndings(string.Empty),
            _docker.RequestsTo("POST", "/networks/create").Single().Body!.ToJsonString());
    }

    [Fact]
    public async Task Refuses_a_second_network_of_the_same_name()
    {
        await _client.CreateNetworkAsync(new CreateNetworkRequest { Name = "back" }, CancellationToken.None);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.CreateNetworkAsync(new CreateNetworkRequest { Name = "back" }, CancellationToken.None));

        Assert.Equal((HttpStatusCode.Conflict, "network with name back already exists"), (exception.Status, exception.Message));
    }

    [Fact]
    public async Task Lists_networks_with_their_labels()
    {
        var made = _docker.AddNetwork("back", new Dictionary<string, string> { ["l"] = "v" });

        var listed = Assert.Single(await _client.ListNetworksAsync(CancellationToken.None));

        Assert.Equal((made.Id, "back", "v", made.Created), (listed.Id, listed.Name, listed.Labels["l"], listed.Created));
    }

    [Fact]
    public async Task Joins_a_container_to_a_network_and_lists_it_there()
    {
        _docker.AddNetwork("back");
        await _client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "redis:7" }, CancellationToken.None);

        await _client.ConnectNetworkAsync("back", "db-1", new EndpointRequest { Aliases = ["db"], Ipv4Address = "10.5.0.10" }, CancellationToken.None);

        Assert.Equal(
            """{"Container":"db-1","EndpointConfig":{"Aliases":["db"],"IPAMConfig":{"IPv4Address":"10.5.0.10"}}}""",
            _docker.RequestsTo("POST", "/networks/back/connect").Single().Body!.ToJsonString());
        Assert.Equal(["back"], Assert.Single(await _client.ListContainersAsync(CancellationToken.None)).Networks);
    }

    [Fact]
    public async Task Fails_to_join_what_is_not_there()
    {
        await _client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "redis:7" }, CancellationToken.None);
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.ConnectNetworkAsync("gone", "db-1", new EndpointRequest(), CancellationToken.None));

        Assert.Equal((HttpStatusCode.NotFound, "network gone not found"), (exception.Status, exception.Message));
    }

    [Fact]
    public async Task Says_whether_a_removal_changed_anything()
    {
        _docker.AddNetwork("back");

        Assert.True(await _client.RemoveNetworkAsync("back", CancellationToken.None));
        Assert.False(await _client.RemoveNetworkAsync("back", CancellationToken.None));
    }

    [Fact]
    public async Task Fails_to_remove_what_a_running_container_is_on()
    {
        _docker.AddNetwork("back");
        await _client.CreateContainerAsync("db-1", new CreateContainerRequest { Image = "redis:7", NetworkMode = "back", Endpoint = new EndpointRequest() }, CancellationToken.None);
        await _client.StartContainerAsync("db-1", CancellationToken.None);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => _client.RemoveNetworkAsync("back", CancellationToken.None));

        Assert.Equal(HttpStatusCode.Forbidden, exception.Status);
    }
}
