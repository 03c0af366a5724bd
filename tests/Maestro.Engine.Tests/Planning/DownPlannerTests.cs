using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using static Maestro.Engine.Tests.Planning.Plans;

namespace Maestro.Engine.Tests.Planning;

public class DownPlannerTests
{
    [Fact]
    public void What_is_up_stops_dependants_first_and_all_containers_go()
    {
        var plan = PlanOf(Chain, new Play(PlayKind.Down), f => f.Up("a-1", "b-1").Stopped("c-1"));

        Assert.Equal(
            """
            1. stop a-1 on ship: running
            2. stop b-1 on ship: running, after 1
            3. remove a-1 on ship: it is down by then, after 1
            4. remove b-1 on ship: it is down by then, after 2
            5. remove c-1 on ship: exited

            """,
            plan.ToString());
        Assert.All(plan.Steps.OfType<RemoveStep>(), s => Assert.False(s.DeletesVolumes));
    }

    [Fact]
    public void What_is_not_there_is_absent()
    {
        var plan = PlanOf(Chain, new Play(PlayKind.Down));

        Assert.Empty(plan.Steps);
        Assert.Equal(["a-1 absent", "b-1 absent", "c-1 absent"], Standings(plan));
    }

    [Fact]
    public void What_is_on_a_ship_that_did_not_answer_is_tried()
        => AssertPlan(
            "1. stop base-1 on ship: ship did not answer\n2. remove base-1 on ship: it is down by then, after 1\n",
            Env.Of().Service("base").Build(), PlayKind.Down, f => f.Unreachable("ship"));

    [Fact]
    public void Volumes_go_when_that_is_asked_for()
        => Assert.All(
            PlanOf(Chain, new Play(PlayKind.Down) { Volumes = true }, f => f.Up("a-1").Stopped("c-1")).Steps.OfType<RemoveStep>(),
            s => Assert.True(s.DeletesVolumes));

    [Fact]
    public void Warns_about_what_goes_on_running_without_its_dependency()
    {
        var warning = Assert.Single(PlanOf(Chain, new Play(PlayKind.Down) { Things = ["b"] }, f => f.Up("a-1", "b-1")).Warnings);

        Assert.Equal(DiagnosticCodes.DependantsLeftRunning, warning.Code);
        Assert.StartsWith("a-1 goes on running without a service that is taken down. Take them along", warning.Message, StringComparison.Ordinal);
    }
}
