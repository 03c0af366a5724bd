using Maestro.Engine.Docker.Transport.Ssh;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

public sealed class SshRouteTests
{
    [Theory]
    [InlineData("ship", "", null, "ssh://ship", "ssh ship")]
    [InlineData("ship", "ops", 22, "ssh://ops@ship", "ssh ops@ship")]
    [InlineData("fd00::1", "ops", 2222, "ssh://ops@[fd00::1]:2222", "ssh -p 2222 ops@fd00::1")]
    public void Is_written_as_an_address_and_as_a_command(string host, string user, int? port, string address, string command)
    {
        var route = new SshRoute(host, SshTarget.Port(2375)) { User = user, Port = port };

        Assert.Equal((address, command), (route.Address, route.Command));
    }

    [Fact]
    public void Knows_every_server_that_is_logged_in_to()
        => Assert.Equal(
            ["gate:2222", "inner", "ship:22"],
            new SshRoute("ship", SshTarget.Port(2375)) { User = "x", Port = 22, Jump = "ops@gate:2222,inner" }.Servers);
}
