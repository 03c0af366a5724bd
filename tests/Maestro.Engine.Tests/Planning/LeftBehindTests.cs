using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using static Maestro.Engine.Tests.Planning.Plans;

namespace Maestro.Engine.Tests.Planning;

public class LeftBehindTests
{
    [Fact]
    public void A_start_warns_about_dependencies_that_are_neither_running_nor_part_of_it()
    {
        var warning = Assert.Single(PlanOf(Chain, new Play(PlayKind.Start) { Things = ["a"] }, f => f.Up("b-1")).Warnings);

        Assert.Equal(DiagnosticCodes.DependenciesNotRunning, warning.Code);
        Assert.StartsWith("c-1 is required by what starts, and neither running nor part of the play. Take them along", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_that_leaves_out_a_dependency_that_does_not_run_is_told()
    {
        var warning = Assert.Single(PlanOf(Chain, new Play(PlayKind.Start) { ContainerFilter = "a-*" }).Warnings);

        Assert.Contains("b-1, c-1 are required by what starts, and neither running nor part of the play: see the filter.", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_that_leaves_out_dependants_is_told_in_a_kill()
    {
        var warning = Assert.Single(PlanOf(Chain, new Play(PlayKind.Kill) { ContainerFilter = "c-*" }, f => f.Up("a-1", "b-1", "c-1")).Warnings);

        Assert.StartsWith("a-1, b-1 go on running without a service that is killed. Take them along", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void What_is_meant_is_not_warned_about(bool only, bool ignore)
        => Assert.Empty(PlanOf(Chain, new Play(PlayKind.Start) { Things = ["a"], Only = only, IgnoreDependencies = ignore }).Warnings);

    [Fact]
    public void Dependencies_that_run_or_that_nobody_knows_of_are_not_warned_about()
    {
        var environment = Env.Of().Ship("one").Ship("two").Service("a", requires: ["b"]).Instance("a-1", "one").Service("b").Instance("b-1", "two").Build();

        Assert.Empty(PlanOf(environment, new Play(PlayKind.Start) { Things = ["a"] }, f => f.Up("b-1")).Warnings);
        Assert.Empty(PlanOf(environment, new Play(PlayKind.Start) { Things = ["a"] }, f => f.Unreachable("two")).Warnings);
    }

    [Fact]
    public void Only_ports_that_the_selected_instances_are_told_of_make_a_start_look_at_other_ships()
    {
        IReadOnlyList<PortMapping> chosen = [Env.Port("http", 80)];
        var environment = Env.Of()
            .Service("web", wants: ["info"]).Instance("web-1")
            .Service("info").Instance("info-1", ports: chosen)
            .Service("other").Instance("other-1", ports: chosen)
            .Build();
        var play = new Play(PlayKind.Start) { Things = ["web"] };

        Assert.Equal(["web-1", "info-1"], Planner.InstancesToLookAt(environment, play, Selection.Make(environment, play)).Select(i => i.Name));
    }
}
