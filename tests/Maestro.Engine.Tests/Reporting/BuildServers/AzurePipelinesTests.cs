using Maestro.Engine.Diagnostics;
using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Engine.Tests.Reporting.BuildServers;

public class AzurePipelinesTests
{
    private static readonly BuildServer Server = Servers.Of(("TF_BUILD", "True"))!;

    [Fact]
    public void An_error_points_at_the_whole_path_which_the_agent_knows()
        => Assert.Equal(
            ["##vso[task.logissue type=error;sourcepath=/src/repo/env/maestro.yaml;linenumber=12;columnnumber=32;code=MAESTRO603;]db-1 is 50%AZP25: [it] 'failed' | once; twice,%0Aand again: red"],
            Server.Tell(Servers.Error));

    [Fact]
    public void A_warning_without_a_place_has_its_code_in_the_text()
        => Assert.Equal(["##vso[task.logissue type=warning;code=MAESTRO624;]MAESTRO624: old"], Server.Tell(Servers.Warning));

    [Fact]
    public void What_ends_a_property_is_escaped_in_it()
        => Assert.Contains("sourcepath=/src/a%5D%3Bb%AZP25.yaml;", Server.Tell(Servers.Warning with { Location = new SourceLocation("/src/a];b%.yaml", 1, 1) }).Single(), StringComparison.Ordinal);

    [Fact]
    public void Lines_of_a_play_fold()
    {
        Assert.Equal(["##[group]start sh'op%: 12 instances, 14 steps"], Server.Open(Servers.Started));
        Assert.Equal(["##[endgroup]"], Server.Close(Servers.Started, Servers.Time));
    }

    [Fact]
    public void Secrets_are_registered_line_by_line()
    {
        Assert.Equal(["##vso[task.setsecret]100%AZP25 secret"], Server.Hide("100% secret"));
        Assert.Empty(Server.Hide("one\ntwo"));
    }
}
