using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using static Maestro.Engine.Tests.Planning.Plans;

namespace Maestro.Engine.Tests.Planning;

public class PlannerTests
{
    [Fact]
    public void Status_says_whose_container_has_the_name()
    {
        var plan = PlanOf(Diamond, new Play(PlayKind.Status), f => f.Foreign("base-1", "bank"));

        Assert.Equal("down (name taken by bank)", plan.Standings.Single(s => s.Instance.Name == "base-1").Word);
    }

    [Fact]
    public void A_pull_takes_each_image_once_per_ship()
    {
        var environment = Env.Of().Ship("one").Ship("two")
            .Service("web", image: "fleet/web").Instance("web-1", "one").Instance("web-2", "one").Instance("web-3", "two")
            .Service("admin", image: "docker.io/fleet/web:latest").Instance("admin-1", "one")
            .Build();

        AssertPlan(
            """
            1. pull fleet/web:latest on one: asked for
            2. pull fleet/web:latest on two: asked for

            """,
            environment, PlayKind.Pull);
    }

    [Fact]
    public void A_clean_removes_what_is_stopped_and_skips_what_runs()
    {
        var plan = PlanOf(Diamond, new Play(PlayKind.Clean), f => f.Up("base-1").Stopped("left-1").With(ContainerState.Created, "top-1"));

        Assert.Equal("1. remove left-1 on ship: exited\n2. remove top-1 on ship: created, after 1\n", plan.ToString());
        Assert.Equal(["base-1 skipped", "left-1 removed", "right-1 absent", "top-1 removed"], Standings(plan));
    }

    [Fact]
    public void A_status_takes_no_step()
    {
        var plan = PlanOf(Diamond, new Play(PlayKind.Status), f => f.Up("base-1").Outdated("left-1").Stopped("right-1"));

        Assert.Empty(plan.Steps);
        Assert.Equal(["base-1 running", "left-1 running (outdated)", "right-1 down", "top-1 down"], Standings(plan));
    }

    [Fact]
    public void A_status_says_which_ships_did_not_answer()
        => Assert.All(Standings(PlanOf(Diamond, new Play(PlayKind.Status), f => f.Unreachable("ship"))), s => Assert.EndsWith(" unreachable", s, StringComparison.Ordinal));
}
