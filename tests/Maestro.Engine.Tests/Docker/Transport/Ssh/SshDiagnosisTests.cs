using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport.Ssh;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

/// <summary>The lines are those of OpenSSH 9.2.</summary>
public sealed class SshDiagnosisTests
{
    private const string Behind = "\nkex_exchange_identification: Connection closed by remote host\nConnection closed by UNKNOWN port 65535";

    private static readonly SshRoute Route = new("ship", SshTarget.Port(2375)) { User = "root", Port = 2222 };

    [Theory]
    [InlineData("ssh: Could not resolve hostname nosuch.invalid: Name or service not known", nameof(ConnectionProblem.HostNameUnknown), "the name 'nosuch.invalid' cannot be resolved")]
    [InlineData("ssh: connect to host ship port 2222: Connection refused", nameof(ConnectionProblem.Refused), "ship port 2222 refused the connection; does an SSH server listen there?")]
    [InlineData("ssh: connect to host ship port 2222: Connection timed out", nameof(ConnectionProblem.TimedOut), "the machine cannot be reached")]
    [InlineData("ssh: connect to host ship port 2222: No route to host", nameof(ConnectionProblem.TimedOut), "the machine cannot be reached")]
    [InlineData("Connection timed out during banner exchange\nConnection to ship port 2222 timed out", nameof(ConnectionProblem.TimedOut), "no SSH server spoke within 10 s; does the machine hang?")]
    [InlineData("channel 0: bad ext data", nameof(ConnectionProblem.SshFailed), "ssh ended with exit code 255. Try by hand: ssh -p 2222 root@ship")]
    [InlineData("kex_exchange_identification: Connection closed by remote host\nConnection closed by ship port 2222", nameof(ConnectionProblem.SshServerBusy), "MaxStartups")]
    [InlineData("kex_exchange_identification: read: Connection reset by peer\nConnection reset by ship port 2222", nameof(ConnectionProblem.SshServerBusy), "MaxStartups")]
    public void Tells_what_may_be_better_in_a_while(string lines, string problem, string fragment)
    {
        var trouble = Diagnose(Route, lines);

        Assert.Equal(problem, $"{trouble.Problem}");
        Assert.Contains(fragment, trouble.What, StringComparison.Ordinal);
        Assert.NotEqual(SshRemedy.GiveUp, trouble.Remedy);
    }

    [Theory]
    [InlineData("Host key verification failed.", nameof(ConnectionProblem.SshHostKeyUnknown), "accept it (ssh -p 2222 root@ship)")]
    [InlineData(
        "No ED25519 host key is known for [ship]:2222 and you have requested strict checking.\nHost key verification failed.",
        nameof(ConnectionProblem.SshHostKeyUnknown),
        "compare the fingerprint")]
    [InlineData(
        "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nOffending ED25519 key in /home/u/.ssh/known_hosts:3\n  remove with:\n"
        + "  ssh-keygen -f \"/home/u/.ssh/known_hosts\" -R \"[ship]:2222\"\nHost key for [ship]:2222 has changed and you have requested strict checking.\nHost key verification failed.",
        nameof(ConnectionProblem.SshHostKeyChanged),
        "which is in /home/u/.ssh/known_hosts:3. If the machine was set up anew, remove the old one with ssh-keygen -f \"/home/u/.ssh/known_hosts\" -R \"[ship]:2222\"; if not,")]
    [InlineData("root@ship: Permission denied (publickey).", nameof(ConnectionProblem.SshLoginRefused), "lets user 'root' in with none of the keys of your agent")]
    [InlineData("Received disconnect from ship port 2222:2: Too many authentication failures", nameof(ConnectionProblem.SshLoginRefused), "name the right one with 'key'")]
    [InlineData(
        "@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\nLoad key \"/k\": bad permissions\nroot@ship: Permission denied (publickey).",
        nameof(ConnectionProblem.SshKeyUnusable),
        "the key /k cannot be used: bad permissions.")]
    [InlineData("Load key \"/k\": error in libcrypto\nroot@ship: Permission denied (publickey).", nameof(ConnectionProblem.SshKeyUnusable), "the key /k cannot be used: error in libcrypto.")]
    [InlineData(
        "Warning: Identity file /k not accessible: No such file or directory.\nroot@ship: Permission denied (publickey).",
        nameof(ConnectionProblem.SshKeyUnusable),
        "the key /k cannot be used: No such file or directory.")]
    [InlineData("command-line: line 0: Bad configuration option: foo", nameof(ConnectionProblem.SshFailed), "does not understand its configuration, or one of the 'options'")]
    [InlineData("command-line line 0: invalid time value.", nameof(ConnectionProblem.SshFailed), "does not understand its configuration")]
    [InlineData("Unable to negotiate with ship port 2222: no matching cipher found. Their offer: aes", nameof(ConnectionProblem.SshFailed), "ssh ended with exit code 255")]
    public void Gives_up_what_somebody_has_to_mend(string lines, string problem, string fragment)
    {
        var trouble = Diagnose(Route, lines);

        Assert.Equal((problem, SshRemedy.GiveUp), ($"{trouble.Problem}", trouble.Remedy));
        Assert.Contains(fragment, trouble.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssh: connect to host gate port 22: Connection refused" + Behind, "the way through ops@gate fails: gate port 22 refused the connection")]
    [InlineData("ssh: Could not resolve hostname gate: Name or service not known" + Behind, "the way through ops@gate fails: the name 'gate' cannot be resolved")]
    [InlineData("ops@gate: Permission denied (publickey)." + Behind, "the way through ops@gate fails: ops@gate is let in with none of the keys")]
    [InlineData("channel 0: open failed: connect failed: Connection refused\nstdio forwarding failed" + Behind, "leads no further: ship cannot be reached from there (connect failed: Connection refused)")]
    [InlineData("Connection timed out during banner exchange\nConnection to UNKNOWN port 65535 timed out", "no SSH server spoke within 10 s")]
    public void Tells_that_it_is_a_host_on_the_way(string lines, string fragment)
    {
        var trouble = Diagnose(Route with { Jump = "ops@gate" }, lines);

        Assert.Equal(ConnectionProblem.SshJumpFailed, trouble.Problem);
        Assert.Contains(fragment, trouble.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Knows_a_way_that_the_configuration_of_ssh_takes()
        => Assert.Contains(
            "ProxyJump or ProxyCommand of your configuration of ssh fails: gate port 22 refused", Diagnose(Route, "ssh: connect to host gate port 22: Connection refused" + Behind).What, StringComparison.Ordinal);

    [Fact]
    public void Tells_a_ship_behind_a_jump_host_from_the_jump_host()
        => Assert.Equal(ConnectionProblem.SshLoginRefused, Diagnose(Route with { Jump = "ops@gate" }, "root@ship: Permission denied (publickey).").Problem);

    [Fact]
    public void Tries_again_when_a_jump_host_is_at_its_limits()
        => Assert.Equal(
            SshRemedy.TryAgain,
            Diagnose(Route with { Jump = "ops@gate" }, "kex_exchange_identification: Connection closed by remote host\nConnection closed by gate port 22" + Behind).Remedy);

    [Theory]
    [InlineData("unix_listener: cannot bind to path /x: Address already in use\nCould not request local forwarding.")]
    [InlineData("bind [127.0.0.1]:8080: Address already in use\nchannel_setup_fwd_listener_tcpip: cannot listen to port: 8080\nCould not request local forwarding.")]
    [InlineData("Error: remote port forwarding failed for listen port 9000")]
    public void Leaves_out_the_forwards_of_the_user_that_are_in_the_way(string lines)
        => Assert.Equal(SshRemedy.LeaveOtherForwards, Diagnose(Route, lines).Remedy);

    [Fact]
    public void Says_that_there_is_no_client()
        => Assert.Equal(ConnectionProblem.SshMissing, SshDiagnosis.Of(Route, ["setsid: failed to execute ssh: No such file or directory"], 127).Problem);

    [Fact]
    public void A_login_that_does_not_end_has_timed_out()
    {
        var trouble = SshDiagnosis.Of(Route, [], exitCode: null);

        Assert.Equal(ConnectionProblem.TimedOut, trouble.Problem);
        Assert.Contains("had not logged in within 10 s", trouble.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_the_last_of_what_was_said_without_its_frames()
    {
        var message = Diagnose(Route, "one\n@@@@@@\n@ two @\n3\n4\n5\n6\nseven").ToException("ssh://ship").Message;

        Assert.EndsWith(string.Join(Environment.NewLine + "    ", " ssh said:", "@ two @", "3", "4", "5", "6", "seven"), message, StringComparison.Ordinal);
        Assert.StartsWith("The Docker engine at ssh://ship cannot be reached: ", message, StringComparison.Ordinal);
    }

    private static SshTrouble Diagnose(SshRoute route, string lines) => SshDiagnosis.Of(route, lines.Split('\n'), 255);
}
