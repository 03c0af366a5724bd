using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using static Maestro.Engine.Tests.Planning.Plans;

namespace Maestro.Engine.Tests.Planning;

public class GatesTests
{
    [Fact]
    public void What_several_steps_wait_for_is_one_gate()
    {
        var steps = PlanOf(Two(width: 3), new Play(PlayKind.Start)).Steps;

        Assert.All(steps.Take(3), s => Assert.Empty(s.Needs));
        var gates = steps.Skip(3).Select(s => Assert.IsType<JoinedNeeds>(s.Needs)).ToList();
        Assert.Equal([1, 1, 1], gates.Select(g => g.Gate));
        Assert.All(gates, g => Assert.Same(gates[0].Shared, g.Shared));
        Assert.Equal([1, 2, 3], steps[^1].Needs);
    }

    [Fact]
    public void What_one_step_waits_for_alone_is_none()
        => Assert.All(PlanOf(Two(width: 3, last: 1), new Play(PlayKind.Start)).Steps, s => Assert.True(s.Needs is not JoinedNeeds { Gate: > 0 }));

    [Fact]
    public void One_step_that_several_wait_for_is_none()
        => Assert.All(PlanOf(Two(width: 1, last: 3), new Play(PlayKind.Start)).Steps, s => Assert.True(s.Needs is not JoinedNeeds { Gate: > 0 }));

    [Theory]
    [InlineData(PlayKind.Start)]
    [InlineData(PlayKind.Stop)]
    [InlineData(PlayKind.Restart)]
    public void Two_large_services_have_no_more_needs_to_tell_than_steps(PlayKind kind)
    {
        const int Width = 500;

        var steps = PlanOf(Two(Width), new Play(kind), f => kind == PlayKind.Start ? f : f.Up([.. Two(Width).Instances.Select(i => i.Name)])).Steps;

        var lists = steps.SelectMany(s => JoinedNeeds.Lists(s.Needs)).Distinct<IReadOnlyList<int>>(ReferenceEqualityComparer.Instance);
        Assert.InRange(lists.Sum(l => l.Count), Width, 2 * steps.Count);
    }

    private static MaestroEnvironment Two(int width, int? last = null) => Env.Of()
        .Service("db", image: "fleet/web:1").Instances(width)
        .Service("web", requires: ["db"], image: "fleet/web:1").Instances(last ?? width)
        .Build();
}
