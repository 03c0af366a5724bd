using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Engine.Tests.Reporting;

public class EventTextTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void A_play_begins_with_what_it_is_about()
    {
        var started = new PlayStarted { Time = Now, Play = PlayKind.Start, Environment = "demo", Steps = 2, Instances = 1 };

        Assert.Equal([new ReportLine(ReportWeight.Detail, "start demo: 1 instance, 2 steps")], EventText.Describe(started));
        Assert.Equal("start demo (copy ci-7): 1 instance, 2 steps", EventText.Describe(started with { Run = "ci-7" })[0].Text);
    }

    [Theory]
    [InlineData(StepKind.Start, "starting web-1 on ship (no container)")]
    [InlineData(StepKind.Stop, "stopping web-1 on ship (no container)")]
    [InlineData(StepKind.Remove, "removing web-1 on ship (no container)")]
    [InlineData(StepKind.Pull, "pulling web-1 on ship (no container)")]
    [InlineData(StepKind.RemoveVolume, "removing volume web-1 on ship (no container)")]
    [InlineData(StepKind.Sweep, "sweeping web-1 on ship (no container)")]
    [InlineData(StepKind.Check, null)]
    public void A_step_begins_with_its_cause_and_a_check_in_silence(StepKind kind, string? text)
        => Assert.Equal(text, EventText.Describe(new StepStarted { Time = Now, Step = Step(kind), Cause = "no container" }).SingleOrDefault()?.Text);

    [Fact]
    public void Progress_says_how_much_of_how_much()
    {
        var progress = new StepProgress { Time = Now, Step = Step(StepKind.Pull), Message = "Downloading", Current = 1_200_000, Total = 10_000_000 };

        Assert.Equal([new ReportLine(ReportWeight.Detail, "web-1 on ship: Downloading 1.2 MB of 10.0 MB")], EventText.Describe(progress));
        Assert.Equal("web-1 on ship: waiting for tcp http", EventText.Describe(progress with { Message = "waiting for tcp http", Current = null, Total = null })[0].Text);
    }

    [Fact]
    public void Waiting_for_the_lock_is_worth_a_line_of_its_own()
        => Assert.Equal(
            [new ReportLine(ReportWeight.Normal, "Process 7 works on this environment")],
            EventText.Describe(new StepProgress { Time = Now, Step = Step(StepKind.Lock), Message = "Process 7 works on this environment" }));

    [Theory]
    [InlineData(StepKind.Start, "started", 1234, ReportWeight.Normal, "web-1 on ship: started (1.2 s)")]
    [InlineData(StepKind.Start, "launched", 300, ReportWeight.Detail, "web-1 on ship: launched (0.3 s)")]
    [InlineData(StepKind.Pull, "done", 2000, ReportWeight.Normal, "web-1 on ship: pulled (2.0 s)")]
    [InlineData(StepKind.Check, "passed its pre-stop checks", 300, ReportWeight.Detail, "web-1 on ship: passed its pre-stop checks")]
    [InlineData(StepKind.Check, "completed", 300, ReportWeight.Normal, "web-1 on ship: completed")]
    [InlineData(StepKind.Check, "up", 0, ReportWeight.Detail, "web-1 on ship: up")]
    public void A_step_ends_with_what_it_did_and_how_long_it_took(StepKind kind, string word, int milliseconds, ReportWeight weight, string text)
    {
        var finished = new StepFinished
        {
            Time = Now,
            Outcome = new StepOutcome { Step = Step(kind), Verdict = StepVerdict.Done, Word = word, Duration = TimeSpan.FromMilliseconds(milliseconds) },
        };

        Assert.Equal([new ReportLine(weight, text)], EventText.Describe(finished));
    }

    [Fact]
    public void A_check_that_was_blocked_says_nothing_and_one_that_failed_does()
    {
        var outcome = new StepOutcome { Step = Step(StepKind.Check), Verdict = StepVerdict.Blocked, Word = "blocked by db-1" };

        Assert.Empty(EventText.Describe(new StepFinished { Time = Now, Outcome = outcome }));
        Assert.Equal(
            "web-1 on ship: failed",
            EventText.Describe(new StepFinished { Time = Now, Outcome = outcome with { Verdict = StepVerdict.Failed, Word = "failed", Error = Diagnostic.Error(DiagnosticCodes.CheckFailed, "no") } })[0].Text);
    }

    [Theory]
    [InlineData(PlayVerdict.Succeeded, "start demo: 2 started, 1 up in 1.3 s")]
    [InlineData(PlayVerdict.Failed, "start demo FAILED: 2 started, 1 up in 1.3 s")]
    [InlineData(PlayVerdict.Cancelled, "start demo cancelled: 2 started, 1 up in 1.3 s")]
    public void A_play_ends_with_a_count_of_what_became_of_its_instances(PlayVerdict verdict, string text)
        => Assert.Equal(text, EventText.Describe(new PlayFinished { Time = Now, Result = Result(verdict, "started", "up", "started") })[0].Text);

    [Theory]
    [InlineData("3 running, 1 running (healthy), 1 down (exit code 3), 1 done", "running for 3s", "running for 2h", "running for 1mo", "running for 5m (healthy)", "down for 1h (exit code 3)", "done 2h ago")]
    [InlineData("1 up, 1 failed, 2 blocked, 1 unreachable", "up", "failed", "blocked by db-1", "blocked by web-1", "unreachable")]
    public void What_instances_have_in_common_is_counted_together(string counts, params string[] outcomes)
        => Assert.Equal($"start demo: {counts} in 1.3 s", EventText.Summary(Result(PlayVerdict.Succeeded, outcomes)));

    [Fact]
    public void A_play_over_nothing_says_so()
    {
        Assert.Equal("start demo: nothing to do in 1.3 s", EventText.Summary(Result(PlayVerdict.Succeeded)));
        Assert.Equal("start demo (copy ci-7): nothing to do in 1.3 s", EventText.Summary(Result(PlayVerdict.Succeeded) with { Run = "ci-7" }));
    }

    private static StepIdentity Step(StepKind kind) => new(1, kind, "web-1", "web", "ship");

    private static PlayResult Result(PlayVerdict verdict, params string[] outcomes) => new()
    {
        Play = PlayKind.Start,
        Environment = "demo",
        Verdict = verdict,
        Duration = TimeSpan.FromMilliseconds(1310),
        Instances = [.. outcomes.Select((outcome, number) => new InstanceResult
        {
            Name = $"web-{number}",
            Service = "web",
            Ship = "ship",
            Address = "127.0.0.1",
            Image = "fleet/web:1",
            Tag = "1",
            Status = "running",
            Outcome = outcome,
            Succeeded = true,
        })],
    };
}
