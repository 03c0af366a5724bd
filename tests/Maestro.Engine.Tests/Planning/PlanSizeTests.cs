using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using static Maestro.Engine.Tests.Planning.Plans;

namespace Maestro.Engine.Tests.Planning;

public class PlanSizeTests
{
    [Fact]
    public void Every_step_has_a_cause_and_needs_only_steps_before_it()
    {
        var plan = PlanOf(Layers(layers: 10, width: 3), new Play(PlayKind.Start));

        Assert.All(plan.Steps, (step, index) =>
        {
            Assert.Equal(index + 1, step.Number);
            Assert.NotEmpty(step.Cause);
            Assert.All(step.Needs, need => Assert.InRange(need, 1, step.Number - 1));
        });
    }

    [Fact]
    public void Ten_thousand_instances_in_layers_have_an_edge_to_each_neighbour_and_no_more()
    {
        const int Layered = 1000;
        const int Width = 10;
        var plan = PlanOf(Layers(Layered, Width), new Play(PlayKind.Start));

        Assert.Equal(Layered * Width, plan.Steps.Count);
        Assert.Equal((Layered - 1) * Width * Width, plan.Steps.Sum(s => s.Needs.Count));
    }

    [Theory]
    [InlineData(PlayKind.Start)]
    [InlineData(PlayKind.Stop)]
    public void A_long_chain_of_which_half_is_up_stays_small(PlayKind kind)
    {
        const int Length = 200;
        var environment = Layers(Length, width: 2);

        var plan = PlanOf(environment, new Play(kind), f => f.Up([.. environment.Services.Select(s => $"{s.Name}-1")]));

        Assert.Equal(Length, plan.Steps.Count);
        Assert.Equal(Length - 1, plan.Steps.Sum(s => s.Needs.Count));
    }

    // Services in a row, each with some instances, each requiring the one before.
    private static MaestroEnvironment Layers(int layers, int width)
    {
        var builder = Env.Of();
        for (var layer = 0; layer < layers; layer++)
        {
            builder.Service($"s{layer}", requires: layer == 0 ? [] : [$"s{layer - 1}"], image: "fleet/web:1").Instances(width);
        }

        return builder.Build();
    }
}
