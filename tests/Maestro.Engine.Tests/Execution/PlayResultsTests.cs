using Maestro.Engine.Diagnostics;
using Maestro.Engine.Execution;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Tests.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public sealed class PlayResultsTests : IDisposable
{
    private static readonly MaestroEnvironment Demo = Env.Of()
        .Service("db").Instance("db-1", ports: [Env.Port("sql", 5432, 15432), Env.Port("admin", 81)])
        .Service("web", requires: ["db"]).Instance("web-1", lifecycle: Env.Checked("http"), ports: [Env.Port("http", 80, 8080)])
        .Build();

    private readonly PlayTokens _tokens = new(null, TimeProvider.System, CancellationToken.None);

    public void Dispose() => _tokens.Dispose();

    [Fact]
    public void What_was_found_as_it_should_be_succeeds_without_a_step()
    {
        var result = Sum(PlayKind.Start, Fleet.Of(Demo).Up("db-1", "web-1"), StepVerdict.Done);

        Assert.True(result.Succeeded);
        Assert.Empty(result.Steps);
        Assert.Equal(["db-1 running up", "web-1 running up"], Lines(result));
        Assert.Equal("id-of-db-1", result.Instances[0].ContainerId);
    }

    [Fact]
    public void What_was_started_says_started_also_when_the_last_step_was_a_check()
        => Assert.Equal(["started", "started"], Sum(PlayKind.Start, Fleet.Of(Demo), StepVerdict.Done).Instances.Select(i => i.Outcome));

    [Fact]
    public void The_first_step_that_went_wrong_decides()
    {
        var result = Sum(PlayKind.Start, Fleet.Of(Demo), StepVerdict.Done, StepVerdict.Done, StepVerdict.Failed);

        Assert.Equal(PlayVerdict.Failed, result.Verdict);
        Assert.Equal(["db-1 absent started", "web-1 absent failed"], Lines(result));
        Assert.Equal([true, false], result.Instances.Select(i => i.Succeeded));
        Assert.Equal("step 3", result.Instances[1].Error?.Message);
        Assert.Equal("step 3", Assert.Single(result.Diagnostics).Message);
    }

    [Fact]
    public void What_is_blocked_says_by_what()
    {
        var result = Sum(PlayKind.Start, Fleet.Of(Demo), StepVerdict.Failed, StepVerdict.Blocked, StepVerdict.Blocked);

        Assert.Equal(["failed", "Blocked"], result.Instances.Select(i => i.Outcome));
    }

    [Fact]
    public void A_cancelled_step_makes_a_cancelled_play()
        => Assert.Equal(PlayVerdict.Cancelled, Sum(PlayKind.Start, Fleet.Of(Demo), StepVerdict.Done, StepVerdict.Cancelled, StepVerdict.Cancelled).Verdict);

    [Fact]
    public void A_failure_weighs_more_than_a_cancellation()
        => Assert.Equal(PlayVerdict.Failed, Sum(PlayKind.Start, Fleet.Of(Demo), StepVerdict.Failed, StepVerdict.Cancelled, StepVerdict.Cancelled).Verdict);

    [Fact]
    public void A_pull_tells_of_each_instance_by_its_image()
    {
        var result = Sum(PlayKind.Pull, Fleet.Of(Demo), StepVerdict.Done, StepVerdict.Failed);

        Assert.Equal(["Done", "Failed"], result.Instances.Select(i => i.Outcome));
    }

    [Fact]
    public void Running_instances_tell_where_their_ports_are_reached()
    {
        var result = Sum(PlayKind.Status, Fleet.Of(Demo).Up("db-1").Stopped("web-1"), StepVerdict.Done);

        Assert.Equal(["db/db-1/sql 127.0.0.1:15432"], result.Endpoints.Select(e => $"{e.Identity} {e.Host}:{e.Port}"));
    }

    [Fact]
    public void A_ship_that_does_not_answer_fails_a_status_and_its_instances_are_unknown()
    {
        var result = Sum(PlayKind.Status, Fleet.Of(Demo).Unreachable(Env.DefaultShip), StepVerdict.Done);

        Assert.Equal(PlayVerdict.Failed, result.Verdict);
        Assert.Equal(["db-1 unknown unreachable", "web-1 unknown unreachable"], Lines(result));
        Assert.Equal(DiagnosticCodes.ConnectionRefused, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void The_tag_is_that_of_the_container_and_that_of_the_file_when_the_container_has_none()
    {
        var older = new ObservedContainer("id", "db-1", ContainerState.Running) { Image = "fleet/db:0" };
        var nameless = new ObservedContainer("id", "web-1", ContainerState.Running) { Image = $"sha256:{new string('a', 64)}" };
        var fleet = new ObservedFleet([new ObservedShip(Env.DefaultShip) { Containers = new Dictionary<string, ObservedContainer> { ["db-1"] = older, ["web-1"] = nameless } }]);

        Assert.Equal(["0", "1"], Sum(PlayKind.Status, fleet).Instances.Select(i => i.Tag));
    }

    private PlayResult Sum(PlayKind kind, Fleet fleet, params StepVerdict[] verdicts) => Sum(kind, fleet.Build(), verdicts);

    private PlayResult Sum(PlayKind kind, ObservedFleet fleet, params StepVerdict[] verdicts)
    {
        var play = new Play(kind);
        var plan = new Planner(Demo, play, new ContainerSpecs(Demo)).Plan(Selection.Make(Demo, play), fleet);
        var outcomes = plan.Steps.Select(s => OutcomeOf(s, verdicts[Math.Min(s.Number, verdicts.Length) - 1])).ToList();
        return new PlayResults(plan, fleet, new ContainerFacts(fleet, plan.Environment)).Sum(outcomes, _tokens, TimeSpan.FromSeconds(1));
    }

    private static StepOutcome OutcomeOf(Step step, StepVerdict verdict) => new()
    {
        Step = StepIdentities.Of(step),
        Verdict = verdict,
        Word = verdict == StepVerdict.Failed && step.Kind != StepKind.Pull ? "failed" : verdict.ToString(),
        Error = verdict == StepVerdict.Failed ? Diagnostic.Error(DiagnosticCodes.EngineError, $"step {step.Number}") : null,
    };

    private static IEnumerable<string> Lines(PlayResult result) => result.Instances.Select(i => $"{i.Name} {i.Status} {i.Outcome}");
}
