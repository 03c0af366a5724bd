using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport.Ssh;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

/// <summary>The lines are those of OpenSSH 9.2.</summary>
public sealed class SshForwardTroubleTests
{
    [Theory]
    [InlineData("127.0.0.1:2375", "channel 1: open failed: connect failed: Connection refused", "nothing listens on port 2375 of its own 127.0.0.1; start the engine there")]
    [InlineData("127.0.0.1:2375", "channel 1: open failed: connect failed: Network is unreachable", "port 2375 of its own 127.0.0.1 cannot be reached")]
    [InlineData("127.0.0.1:2375", "channel 1: open failed: administratively prohibited: open failed", "does not let this user through to port 2375; allow it (AllowTcpForwarding")]
    [InlineData("/run/docker.sock", "channel 1: open failed: connect failed: open failed", "does not open the socket /run/docker.sock: it is not there, or this user may not")]
    [InlineData("/run/docker.sock", "channel 1: open failed: administratively prohibited: open failed", "does not let this user through to the socket /run/docker.sock")]
    public void Tells_what_to_look_at(string target, string line, string fragment)
    {
        var trouble = SshForwardTrouble.Of(target[0] == '/' ? SshTarget.Socket(target) : SshTarget.Port(2375), line);

        Assert.Equal(ConnectionProblem.SshForwardRefused, trouble.Problem);
        Assert.Contains(fragment, trouble.What, StringComparison.Ordinal);
        Assert.Equal([line], trouble.Said);
    }
}
