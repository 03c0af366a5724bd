using Maestro.Engine.Progress;

namespace Maestro.MSBuild.Tests;

public sealed class PlayItemsTests
{
    [Fact]
    public void An_instance_carries_where_and_how_it_runs()
    {
        var item = PlayItems.Of(
            new InstanceResult
            {
                Name = "web-1",
                Service = "web",
                Ship = "here",
                Address = "10.0.0.2",
                Image = "fleet/web:1",
                Tag = "1",
                Status = "running",
                Outcome = "up (outdated)",
                Succeeded = true,
                ContainerId = "0123abcd",
                StartedAt = new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.FromHours(1)),
            },
            "demo");

        Assert.Equal("web-1", item.ItemSpec);
        Assert.Equal(
            ["demo", "web", "here", "10.0.0.2", "0123abcd", "fleet/web:1", "running", "up (outdated)", "2025-03-01T11:00:00.0000000Z"],
            new[] { "Environment", "Service", "Ship", "Address", "ContainerId", "Image", "Status", "Outcome", "StartedAt" }.Select(item.GetMetadata));
    }

    [Fact]
    public void An_endpoint_says_where_a_port_is_reached()
    {
        var item = PlayItems.Of(new ServiceEndpoint("web", "web-1", "http", "10.0.0.2", 8080, "tcp"), "demo");

        Assert.Equal("web/web-1/http", item.ItemSpec);
        Assert.Equal(["10.0.0.2", "8080", "tcp"], new[] { "Host", "Port", "Protocol" }.Select(item.GetMetadata));
    }

    [Fact]
    public void Names_arrive_as_they_are_written()
    {
        var item = PlayItems.Of(new ServiceEndpoint("100%25;x", "i", "p", "h", 1, "tcp"), "a%3bb");

        Assert.Equal("100%25;x/i/p", item.ItemSpec);
        Assert.Equal("a%3bb", item.GetMetadata("Environment"));
    }
}
