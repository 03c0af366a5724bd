using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public class CountdownGraphTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_services_of_many_instances_have_as_many_edges_as_instances_and_not_their_product(bool pulls)
    {
        const int Many = 1000;
        var environment = Env.Of().Service("db").Instances(Many).Service("web", requires: ["db"]).Instances(Many).Build();
        var play = new Play(PlayKind.Start) { RefreshImages = pulls };
        var fleet = new ObservedFleet([new ObservedShip(Env.DefaultShip) { Images = new Dictionary<string, string> { ["fleet/db:1"] = "sha256:db", ["fleet/web:1"] = "sha256:web" } }]);
        var plan = new Planner(environment, play, new ContainerSpecs(environment)).Plan(Selection.Make(environment, play), fleet);

        var graph = CountdownGraph.Of(plan.Steps);

        var expectedPulls = pulls ? 2 * Many : 0;
        Assert.Equal((2 * Many) + expectedPulls, graph.Dependants.Sum(d => d.Count));
        Assert.Equal(graph.Dependants.Sum(d => d.Count), graph.Unmet.Sum());
        Assert.Equal(Many + (pulls ? 1 : 0), plan.Steps[^1].Needs.Count);
        Assert.Equal(plan.Steps[^1].Needs.Order(), plan.Steps[^1].Needs);
    }
}
