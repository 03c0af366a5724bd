using Maestro.Engine.Diagnostics;
using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Engine.Tests.Reporting.BuildServers;

public class TeamCityTests
{
    private static readonly BuildServer Server = Servers.Of(("TEAMCITY_VERSION", "2025.07"))!;

    [Fact]
    public void An_error_is_in_the_log_and_a_problem_of_the_build()
        => Assert.Equal(
            [
                "##teamcity[message text='maestro.yaml(12,32): error MAESTRO603: db-1 is 50%: |[it|] |'failed|' || once; twice,|nand again: red' status='ERROR']",
                "##teamcity[buildProblem description='MAESTRO603: db-1 is 50%: |[it|] |'failed|' || once; twice,|nand again: red' identity='MAESTRO603_db_1_maestro_yaml_12_32_']",
            ],
            Server.Tell(Servers.Error));

    [Fact]
    public void A_warning_is_in_the_log()
        => Assert.Equal(["##teamcity[message text='warning MAESTRO624: old' status='WARNING']"], Server.Tell(Servers.Warning));

    [Fact]
    public void A_problem_is_the_same_one_however_often_it_was_tried_and_another_one_for_another_instance()
    {
        var identities = new[] { "db-1 did not pass (40 tries)", "db-1 did not pass (41 tries)", "db-2 did not pass (40 tries)" }
            .Select(m => Server.Tell(Servers.Error with { Message = m }).Last().Split("identity=")[1])
            .ToList();

        Assert.Equal(identities[0], identities[1]);
        Assert.NotEqual(identities[0], identities[2]);
    }

    [Fact]
    public void Names_and_descriptions_keep_to_what_the_server_takes()
    {
        var problem = Server.Tell(Diagnostic.Error(DiagnosticCodes.CheckFailed, new string('x', 9000), path: new string('y', 200))).Last();

        Assert.Matches("identity='[A-Za-z0-9_]{60}'", problem);
        Assert.Matches("description='.{4000}'", problem);
    }

    [Fact]
    public void Other_characters_are_written_by_their_numbers()
        => Assert.Contains("|0x2192 |0x00E9 |0xD83C|0xDFB5 |0x0007", Server.Tell(Servers.Warning with { Message = "→ é 🎵 \a" }).Single(), StringComparison.Ordinal);

    [Fact]
    public void Lines_of_a_play_fold()
    {
        Assert.Equal(["##teamcity[blockOpened name='maestro start sh|'op%' description='start sh|'op%: 12 instances, 14 steps']"], Server.Open(Servers.Started));
        Assert.Equal(["##teamcity[blockClosed name='maestro start sh|'op%']"], Server.Close(Servers.Started, Servers.Time));
    }

    [Fact]
    public void It_has_no_way_to_hide_secrets() => Assert.Empty(Server.Hide("secret"));
}
