using Maestro.Engine.Diagnostics;
using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Engine.Tests.Reporting.BuildServers;

public class GitHubActionsTests
{
    private static readonly BuildServer Server = Servers.Of(("GITHUB_ACTIONS", "true"), ("GITHUB_WORKSPACE", "/src/repo"))!;

    [Fact]
    public void An_error_points_at_the_file_in_the_repository()
        => Assert.Equal(
            ["::error file=env/maestro.yaml,line=12,col=32,title=MAESTRO603%3A lifecycle check failed::maestro.yaml(12,32): MAESTRO603: db-1 is 50%25: [it] 'failed' | once; twice,%0Aand again: red"],
            Server.Tell(Servers.Error));

    [Fact]
    public void A_warning_without_a_place_says_what_it_is()
        => Assert.Equal(["::warning title=MAESTRO624%3A network is outdated::MAESTRO624: old"], Server.Tell(Servers.Warning));

    [Theory]
    [InlineData("../other/a,b:c.yaml", "other/a%2Cb%3Ac.yaml")]
    [InlineData("/src/repo/x.yaml", "x.yaml")]
    [InlineData("/elsewhere/x.yaml", "/elsewhere/x.yaml")]
    [InlineData("../../repo2/x.yaml", "../../repo2/x.yaml")]
    public void Paths_start_from_the_workspace(string file, string shown)
        => Assert.StartsWith($"::warning file={shown},line=1,", Server.Tell(Servers.Warning with { Location = new SourceLocation(file, 1, 1) }).Single(), StringComparison.Ordinal);

    [Fact]
    public void Standard_input_is_no_file()
        => Assert.StartsWith("::warning title=", Server.Tell(Servers.Warning with { Location = new SourceLocation("-", 1, 1) }).Single(), StringComparison.Ordinal);

    [Fact]
    public void Lines_of_a_play_fold()
    {
        Assert.Equal(["::group::start sh'op%25: 12 instances, 14 steps"], Server.Open(Servers.Started));
        Assert.Equal(["::endgroup::"], Server.Close(Servers.Started, Servers.Time));
    }

    [Fact]
    public void Secrets_are_masked_line_by_line()
    {
        Assert.Equal(["::add-mask::100%25 secret"], Server.Hide("100% secret"));
        Assert.Empty(Server.Hide("one\ntwo"));
    }

    [Fact]
    public void A_long_message_is_cut_before_the_runner_does()
        => Assert.InRange(Server.Tell(Diagnostic.Error(DiagnosticCodes.CheckFailed, new string('x', 100_000))).Single().Length, 4000, 4096);
}
