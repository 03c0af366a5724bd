using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Tests.Loading;

namespace Maestro.Engine.Tests.Execution;

public sealed class SshRoutesTests
{
    [Fact]
    public void Takes_over_what_the_file_says()
    {
        var route = Route("{ip: a, endpoint: b, docker_port: 4243, ssh_tunnel: {user: u, key: /k, port: 2222, jump: g, options: {Ciphers: c}}, ssh_timeout: {connect: 1, idle: 2, total: 3}, timeout: {idle: 4}}");

        Assert.Equal(("b", "u", "/k", 2222, "g", "c"), (route.Host, route.User, route.KeyFile, route.Port, route.Jump, route.Options["Ciphers"]));
        Assert.Equal((1, 2, 3, 4), (route.ConnectTimeout.TotalSeconds, route.IdleTimeout.TotalSeconds, route.TotalTimeout!.Value.TotalSeconds, route.PingTimeout.TotalSeconds));
        Assert.Equal((SshTarget.Port(4243), null, true), (route.Target, route.Fallback, route.SpeaksPlainHttp));
    }

    [Fact]
    public void Leaves_to_the_configuration_of_SSH_what_is_not_said()
    {
        var route = Route("{docker_host: 'ssh://alias'}");

        Assert.Equal((string.Empty, null, SshTarget.UsualSocket), (route.User, route.Port, route.Target));
        Assert.Null(Route("{ip: a, ssh_tunnel: {user: u}}").Port);
        Assert.Equal(22, Route("{docker_host: 'ssh://alias:22'}").Port);
        Assert.Equal((10, 45, 30), (route.ConnectTimeout.TotalSeconds, route.IdleTimeout.TotalSeconds, route.PingTimeout.TotalSeconds));
    }

    [Theory]
    [InlineData("ssh_tunnel: {user: u}", true)]
    [InlineData("docker_port: 2375, ssh_tunnel: {user: u}", false)]
    [InlineData("ssh_tunnel: {user: u, remote_socket: /s}", false)]
    [InlineData("tls_verify: true, ssh_tunnel: {user: u}", false)]
    public void Looks_at_the_usual_socket_only_when_the_file_says_nothing(string fields, bool expected)
        => Assert.Equal(expected, Route($"{{ip: a, {fields}}}").Fallback is not null);

    [Fact]
    public void Does_not_ping_what_speaks_TLS() => Assert.False(Route("{ip: a, tls_verify: true, ssh_tunnel: {user: u}}").SpeaksPlainHttp);

    private static SshRoute Route(string fields)
    {
        var ship = Loaded.Environment($"name: a\nships: {{h: {fields}}}\n").Ship("h");
        return SshRoutes.Of(Assert.IsType<SshEndpoint>(ship.Endpoint), ship);
    }
}
