using Maestro.Engine.Execution;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Tests.Execution;

public class BlockageTests
{
    [Fact]
    public void Nothing_is_said_when_nothing_is_blocked() => Assert.Empty(Describe(new Steps().Start("a").Start("b").Plan(), 1));

    [Fact]
    public void Steps_of_the_same_instance_are_no_link_of_the_chain()
        => Assert.Equal(" Blocked by it: b, then c.", Describe(new Steps().Start("a").Check("a", 1).Start("b", 2).Check("b", 3).Start("c", 4).Plan(), 1));

    [Fact]
    public void An_instance_is_named_once_as_near_to_the_failure_as_it_is()
        => Assert.Equal(" Blocked by it: b, c, then d.", Describe(new Steps().Start("a").Start("b", 1).Start("c", 1, 2).Start("d", 2, 3).Plan(), 1));

    [Fact]
    public void A_pull_blocks_what_starts_from_its_image()
        => Assert.Equal(" Blocked by it: a, b, then c.", Describe(new Steps().Pull("web:1").Start("a", 1).Start("b", 1).Start("c", 2).Plan(), 1));

    [Fact]
    public void Many_are_counted()
    {
        var steps = new Steps().Start("a");
        for (var i = 1; i <= 8; i++)
        {
            steps.Start($"b{i}", 1);
        }

        Assert.Equal(" Blocked by it: b1, b2, b3, b4, b5 and 3 more.", Describe(steps.Plan(), 1));
    }

    [Fact]
    public void A_long_chain_is_cut()
    {
        var steps = new Steps().Start("a");
        for (var i = 1; i <= 8; i++)
        {
            steps.Start($"b{i}", i);
        }

        Assert.Equal(" Blocked by it: b1, then b2, then b3, then b4, then still others.", Describe(steps.Plan(), 1));
    }

    private static string Describe(Plan plan, int failed)
        => Blockage.Describe(plan.Steps[failed - 1], plan, [.. plan.Steps.Select(s => plan.Steps.Where(d => d.Needs.Contains(s.Number)).Select(d => d.Number - 1).ToList())]);
}
