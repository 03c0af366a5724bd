using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Engine.Tests.Reporting.BuildServers;

public class GitLabTests
{
    private static readonly BuildServer Server = Servers.Of(("GITLAB_CI", "true"))!;

    [Fact]
    public void Lines_of_a_play_fold_in_a_section_of_their_own_name()
    {
        Assert.Equal(
            ["\e[0Ksection_start:1767323045:maestro_start_sh_op__1767323045678[collapsed=true]\r\e[0Kstart sh'op%: 12 instances, 14 steps"],
            Server.Open(Servers.Started));
        Assert.Equal(["\e[0Ksection_end:1767323047:maestro_start_sh_op__1767323045678\r\e[0K"], Server.Close(Servers.Started, Servers.Time.AddSeconds(2)));
    }

    [Fact]
    public void Errors_and_secrets_are_none_of_its_business()
    {
        Assert.Empty(Server.Tell(Servers.Error));
        Assert.Empty(Server.Hide("secret"));
    }
}
