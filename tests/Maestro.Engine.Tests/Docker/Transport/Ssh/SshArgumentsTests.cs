using Maestro.Engine.Docker.Transport.Ssh;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

public sealed class SshArgumentsTests
{
    private static readonly SshLocalEnd Here = SshLocalEnd.Socket("/run/m/a");

    [Fact]
    public void Opens_one_forward_without_a_terminal_a_command_or_a_question()
        => Assert.Equal(
            "-N -T -a -x -L /run/m/a:127.0.0.1:2375 -o BatchMode=yes -o ExitOnForwardFailure=yes -o ControlMaster=no -o ControlPath=none -o PermitLocalCommand=no"
            + " -o RemoteCommand=none -o StreamLocalBindUnlink=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 -o ServerAliveCountMax=3 -o LogLevel=INFO -- ship",
            Words(new SshRoute("ship", SshTarget.Port(2375))));

    [Fact]
    public void Leaves_host_keys_to_the_user_s_own_configuration()
        => Assert.DoesNotContain("HostKey", Words(new SshRoute("ship", SshTarget.Port(2375))), StringComparison.Ordinal);

    [Fact]
    public void Says_who_goes_where_through_what()
        => Assert.EndsWith(
            " -o IdentitiesOnly=yes -i /keys/k -J ops@gate:22,inner -p 2222 -l deploy -- ship",
            Words(new SshRoute("ship", SshTarget.Port(2375)) { User = "deploy", Port = 2222, KeyFile = "/keys/k", Jump = "ops@gate:22,inner" }),
            StringComparison.Ordinal);

    [Fact]
    public void Takes_an_address_of_version_6_as_it_is()
        => Assert.EndsWith(" -l root -- fd00::11", Words(new SshRoute("fd00::11", SshTarget.Port(2375)) { User = "root" }), StringComparison.Ordinal);

    [Fact]
    public void An_option_of_the_file_goes_before_the_usual_ones_and_after_those_that_hold_the_tunnel_together()
    {
        var words = Words(new SshRoute("ship", SshTarget.Port(2375)) { Options = new Dictionary<string, string> { ["ServerAliveInterval"] = "5" } });

        Assert.InRange(words.IndexOf("ServerAliveInterval=5", StringComparison.Ordinal), words.IndexOf("ControlPath=none", StringComparison.Ordinal), words.IndexOf("ServerAliveInterval=15", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.2, "ConnectTimeout=1 ")]
    [InlineData(5, "ConnectTimeout=5 ")]
    [InlineData(2.5, "ConnectTimeout=3 ")]
    public void Rounds_times_up_to_whole_seconds(double seconds, string expected)
        => Assert.Contains(expected, Words(new SshRoute("ship", SshTarget.Port(2375)) { ConnectTimeout = TimeSpan.FromSeconds(seconds) }), StringComparison.Ordinal);

    [Fact]
    public void Waits_for_a_silent_machine_as_long_as_it_is_told()
        => Assert.Contains(
            "-o ServerAliveInterval=4 -o ServerAliveCountMax=3", Words(new SshRoute("ship", SshTarget.Port(2375)) { IdleTimeout = TimeSpan.FromSeconds(12) }), StringComparison.Ordinal);

    [Fact]
    public void Goes_on_without_the_forwards_of_others_when_told_so()
    {
        var words = SshArguments.Of(new SshRoute("ship", SshTarget.Port(2375)), [(Here, SshTarget.Port(2375)), (SshLocalEnd.Socket("/run/m/b"), SshTarget.UsualSocket)], needsAllForwards: false);

        Assert.Contains("ExitOnForwardFailure=no", words);
        Assert.Contains("/run/m/b:/var/run/docker.sock", words);
    }

    private static string Words(SshRoute route) => string.Join(' ', SshArguments.Of(route, [(Here, route.Target)], needsAllForwards: true));
}
