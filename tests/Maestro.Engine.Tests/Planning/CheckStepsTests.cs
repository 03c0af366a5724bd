using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

public class CheckStepsTests
{
    private static readonly CheckSpec Check = new SleepCheckSpec(TimeSpan.FromSeconds(1));

    private static readonly Lifecycle Every = new() { PreStart = [Check], Running = [Check], PreStop = [Check], Stopped = [Check] };

    private static readonly MaestroEnvironment Pair = Env.Of()
        .Service("db").Instance("db-1", lifecycle: Every)
        .Service("web", requires: ["db"]).Instance("web-1", lifecycle: Every)
        .Build();

    private static readonly MaestroEnvironment WithJob = Env.Of()
        .Service("job").Instance("job-1", lifecycle: new Lifecycle { Running = [new ExitCheckSpec()] })
        .Service("web", requires: ["job"])
        .Build();

    [Fact]
    public void A_start_checks_before_and_after_once_what_is_required_is_up()
        => Assert.Equal(
            """
            1. check pre-start of db-1 on ship: no container
            2. pull fleet/db:1 on ship: image is not there
            3. start db-1 on ship: no container, after 1 2
            4. check db-1 on ship: it has just started, after 3
            5. check pre-start of web-1 on ship: no container, after 4
            6. start web-1 on ship: no container, after 5
            7. check web-1 on ship: it has just started, after 6

            """,
            PlanOf(Pair, PlayKind.Start, f => f.WithoutImage("fleet/db:1")).ToString());

    [Fact]
    public void A_stop_checks_before_and_after_and_holds_back_what_is_required()
        => Assert.Equal(
            """
            1. check pre-stop of web-1 on ship: running
            2. stop web-1 on ship: running, after 1
            3. check stopped of web-1 on ship: it has just stopped, after 2
            4. check pre-stop of db-1 on ship: running, after 3
            5. stop db-1 on ship: running, after 4
            6. check stopped of db-1 on ship: it has just stopped, after 5

            """,
            PlanOf(Pair, PlayKind.Stop, f => f.Up("db-1", "web-1")).ToString());

    [Fact]
    public void What_is_down_is_not_checked_before_a_stop()
        => Assert.Empty(PlanOf(Pair, PlayKind.Stop, f => f.Stopped("db-1", "web-1")).Steps);

    [Fact]
    public void A_job_that_is_done_takes_no_step_and_holds_nothing_back()
    {
        var plan = PlanOf(WithJob, PlayKind.Start, f => f.Exited("job-1", 0));

        Assert.Equal("1. start web-1 on ship: no container\n", plan.ToString());
        Assert.Equal(["job-1 done", "web-1 started"], plan.Standings.Select(s => $"{s.Instance.Name} {s.Word}"));
    }

    [Fact]
    public void A_job_that_has_failed_runs_again()
        => Assert.StartsWith("1. start job-1 on ship: exited\n2. check job-1 on ship: it has just started, after 1\n", PlanOf(WithJob, PlayKind.Start, f => f.Exited("job-1", 3)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_job_that_still_runs_is_waited_for_by_what_requires_it()
        => Assert.Equal(
            "1. check job-1 on ship: something that requires it starts\n2. start web-1 on ship: no container, after 1\n",
            PlanOf(WithJob, PlayKind.Start, f => f.Up("job-1")).ToString());

    [Fact]
    public void A_service_that_has_ended_with_0_is_down_all_the_same()
        => Assert.Equal("1. start db-1 on ship: exited\n", PlanOf(Env.Of().Service("db").Build(), PlayKind.Start, f => f.Exited("db-1", 0)).ToString());

    private static Plan PlanOf(MaestroEnvironment environment, PlayKind kind, Func<Fleet, Fleet> change)
    {
        var play = new Play(kind);
        return new Planner(environment, play, new ContainerSpecs(environment)).Plan(Selection.Make(environment, play), change(Fleet.Of(environment)).Build());
    }
}
