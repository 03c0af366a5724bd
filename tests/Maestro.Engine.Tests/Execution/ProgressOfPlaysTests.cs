using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>What a play tells while it runs, seen from outside.</summary>
public class ProgressOfPlaysTests
{
    [Fact]
    public async Task A_play_begins_with_its_instances_and_the_steps_that_each_step_needs()
    {
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = bench.Environment().Service("db").Service("web", requires: ["db"]).Build();

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        var plan = bench.Progress.Events.OfType<PlayStarted>().Single().Plan;
        Assert.Equal(["db-1 db 1", "web-1 web 1"], plan.Instances.Select(i => $"{i.Name} {i.Service} {i.Tag}"));
        Assert.Equal(["1 Start db-1 after ", "2 Start web-1 after 1"], plan.Steps.Select(s => $"{s.Step.Number} {s.Step.Kind} {s.Step.Subject} after {string.Join(' ', s.Needs)}"));
        Assert.Equal(plan, result.Plan);
        Assert.Equal([1], bench.Progress.Events.OfType<StepStarted>().Single(s => s.Step.Subject == "web-1").Needs);
    }

    [Fact]
    public async Task A_plan_that_only_pulls_can_make_is_told_when_it_is_made_and_keeps_the_numbers()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Build();
        await bench.PlayAsync(environment, PlayKind.Start);
        bench.Docker.AddPullable("fleet/db:1").Id = "sha256:new";

        var result = await bench.PlayAsync(environment, new Play(PlayKind.Restart) { OnlyIfChanged = true, RefreshImages = true });

        var first = bench.Progress.Events.OfType<PlayStarted>().Single(p => p.Play == PlayKind.Restart).Plan;
        var plan = bench.Progress.Events.OfType<PlanChanged>().Single().Plan;
        Assert.Equal(["1 Pull fleet/db:1"], first.Steps.Select(s => $"{s.Step.Number} {s.Step.Kind} {s.Step.Subject}"));
        Assert.Equal(["1 Pull fleet/db:1", "2 Stop db-1", "3 Start db-1"], plan.Steps.Select(s => $"{s.Step.Number} {s.Step.Kind} {s.Step.Subject}"));
        Assert.Equal(plan, result.Plan);
    }

    [Fact]
    public async Task A_start_tells_the_container_and_every_step_when_it_began()
    {
        await using var bench = await PlayBench.OpenAsync("web");

        var result = await bench.PlayAsync(bench.Environment().Service("web").Build(), PlayKind.Start);

        Assert.Equal(bench.Docker.Container("web-1").Id, bench.Progress.Events.OfType<StepProgress>().Single(p => p.ContainerId is not null).ContainerId);
        Assert.Equal(bench.Progress.Events.OfType<StepStarted>().Single().Time, Assert.Single(result.Steps).StartedAt);
    }

    [Fact]
    public async Task A_check_tells_of_its_tries_and_of_the_same_finding_once_a_second()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.OnStart("web-1").OpenPortsAfter(TimeSpan.FromHours(1));
        var lifecycle = Env.Checked("http", TimeSpan.FromSeconds(1.3));
        var environment = bench.Environment().Service("web").Instance("web-1", ports: [Env.Port("http", 80)], lifecycle: lifecycle).Build();

        await bench.PlayAsync(environment, PlayKind.Start);

        var told = bench.Progress.Events.OfType<StepProgress>().Where(p => p.Attempt is not null).ToList();
        Assert.Equal(("tcp http", 1), (told[0].Attempt!.Check, told[0].Attempt!.Number));
        Assert.Equal(2, told.Count);
        Assert.Equal(told[0].Attempt!.Finding, told[1].Attempt!.Finding);
        Assert.True(told[1].Attempt!.Number > 2 && told[1].Time - told[0].Time >= TimeSpan.FromSeconds(0.95), $"{told[0]} and {told[1]}");
    }
}
