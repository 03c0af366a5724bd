using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using static Maestro.Engine.Tests.Planning.Plans;

namespace Maestro.Engine.Tests.Planning;

/// <summary>What is made of the container that a killed run has left under its interim name.</summary>
public class InterimTests
{
    private static readonly MaestroEnvironment Db = Env.Of().Service("db").Build();

    [Fact]
    public void Without_another_it_is_the_container_of_its_instance()
    {
        var start = Assert.IsType<StartStep>(Assert.Single(PlanOf(Db, new Play(PlayKind.Start), f => f.Interim("db-1")).Steps));

        Assert.Equal(("id-of-new-db-1", null), (start.Existing!.Id, start.Leftover));
    }

    [Fact]
    public void Beside_another_it_is_a_leftover_of_which_a_start_makes_an_end()
    {
        var start = Assert.IsType<StartStep>(Assert.Single(PlanOf(Db, new Play(PlayKind.Start), f => f.Stopped("db-1").Interim("db-1")).Steps));

        Assert.Equal(("id-of-db-1", "id-of-new-db-1"), (start.Existing!.Id, start.Leftover!.Id));
    }

    [Theory]
    [InlineData(PlayKind.Clean)]
    [InlineData(PlayKind.Down)]
    public void A_removal_takes_it_along(PlayKind kind)
    {
        var remove = PlanOf(Db, new Play(kind), f => f.Stopped("db-1").Interim("db-1")).Steps.OfType<RemoveStep>().Single();

        Assert.Equal("id-of-new-db-1", remove.Leftover!.Id);
    }

    [Fact]
    public void A_clean_removes_it_beside_a_running_container_and_leaves_that_alone()
    {
        var remove = Assert.IsType<RemoveStep>(Assert.Single(PlanOf(Db, new Play(PlayKind.Clean), f => f.Up("db-1").Interim("db-1")).Steps));

        Assert.False(remove.RemovesContainer);
        Assert.NotNull(remove.Leftover);
    }

    [Fact]
    public void A_status_tells_of_it()
    {
        Assert.Equal(["db-1 down (replacement unfinished)"], Standings(PlanOf(Db, new Play(PlayKind.Status), f => f.Interim("db-1"))));
        Assert.Equal(["db-1 running (replacement unfinished)"], Standings(PlanOf(Db, new Play(PlayKind.Status), f => f.Up("db-1").Interim("db-1"))));
    }
}
