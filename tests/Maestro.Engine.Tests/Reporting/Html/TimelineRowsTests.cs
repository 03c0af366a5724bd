using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Maestro.Engine.Reporting.Html;

namespace Maestro.Engine.Tests.Reporting.Html;

public class TimelineRowsTests
{
    private static readonly Diagnostic Error = Diagnostic.Error(DiagnosticCodes.CheckFailed, "no");

    [Fact]
    public void A_start_is_a_pull_a_creation_a_start_and_one_check_after_the_other()
        => AssertRows(
            """
            web-1 started ◆
              pull 0.5-1.5 pull of fleet/web:1 ◆
              create 1.5-1.7 create ◆
              start 1.7-2.0 start ◆
              check 2.0-3.0 check tcp http, not passed in 7 tries: connection refused ◆
              check2 3.0-4.0 check sleep 1 s ◆
            """,
            new SamplePlay()
                .Step(StepKind.Pull, "fleet/web:1", 0.5, 1.5)
                .Step(StepKind.Start, "web-1", 1.5, 2, [1]).Created(1.7)
                .Step(StepKind.Check, "web-1", 2, 4, [2]).Check(2.01, "tcp http").Try(2.5, "tcp http", 7, "connection refused").Check(3, "sleep 1 s")
                .Instance("web-1")
                .Ended(4));

    [Fact]
    public void Waiting_is_for_what_ended_last_and_then_for_the_turn()
        => AssertRows(
            """
            db-1 started ◆
              start 0.5-2.0 create and start ◆
            db-2 started
              start 0.5-1.0 create and start
            web-1 started ◆
              wait 0.5-2.0 waits for db-1
              turn 2.0-3.0 waits for its turn
              start 3.0-4.0 create and start ◆
            """,
            new SamplePlay()
                .Step(StepKind.Start, "db-1", 0.5, 2)
                .Step(StepKind.Start, "db-2", 0.5, 1)
                .Step(StepKind.Start, "web-1", 3, 4, new JoinedNeeds([1, 2], []))
                .Instance("db-1").Instance("db-2").Instance("web-1")
                .Ended(4));

    [Fact]
    public void What_never_began_waits_until_it_was_blocked()
        => AssertRows(
            """
            db-1 failed
              start 0.5-1.0 create and start
              check 1.0-3.0 check tcp sql (failed) failed
            web-1 blocked by db-1
              wait 0.5-0.6 blocked by db-1
              pull 0.6-1.2 pull of fleet/web:1
              wait 1.2-3.1 blocked by db-1
            """,
            new SamplePlay()
                .Step(StepKind.Pull, "fleet/web:1", 0.6, 1.2)
                .Step(StepKind.Start, "db-1", 0.5, 1)
                .Step(StepKind.Check, "db-1", 1, 3, [2], Error).Check(1, "tcp sql")
                .Blocked(StepKind.Start, "web-1", 3.1, "db-1", new JoinedNeeds([3], [1]))
                .Instance("db-1", "failed").Instance("web-1", "blocked by db-1")
                .Ended(3.2, PlayVerdict.Failed));

    [Fact]
    public void A_pull_that_several_wait_for_bounds_only_the_one_that_goes_on()
        => AssertRows(
            """
            web-1 started ◆
              pull 0.5-1.5 pull of fleet/web:1 ◆
              start 1.5-2.5 create and start ◆
            web-2 started
              pull 0.5-1.5 pull of fleet/web:1
              start 1.5-2.0 create and start
            """,
            new SamplePlay()
                .Step(StepKind.Pull, "fleet/web:1", 0.5, 1.5)
                .Step(StepKind.Start, "web-1", 1.5, 2.5, [1])
                .Step(StepKind.Start, "web-2", 1.5, 2, [1])
                .Instance("web-1").Instance("web-2")
                .Ended(2.5));

    [Fact]
    public void Steps_that_serve_no_row_are_rows_themselves()
        => AssertRows(
            """
            web-1 removed ◆
              stop 0.5-1.0 stop ◆
              remove 1.0-1.5 remove ◆
            shop_back done ◆
              wait 0.5-1.5 waits for web-1
              network 1.5-1.6 remove network shop_back ◆
            """,
            new SamplePlay(PlayKind.Down)
                .Step(StepKind.Stop, "web-1", 0.5, 1)
                .Step(StepKind.Remove, "web-1", 1, 1.5, [1])
                .Step(StepKind.RemoveNetwork, "shop_back", 1.5, 1.6, [2])
                .Instance("web-1", "removed")
                .Ended(1.6));

    [Fact]
    public void Instances_that_needed_nothing_have_no_row()
        => Assert.Empty(Rows(new SamplePlay().Instance("web-1", "up").Ended(1)));

    private static void AssertRows(string expected, PlayRecord record)
    {
        var text = Rows(record).SelectMany(r => r.Spans.Select(Text).Prepend($"{r.Name} {r.Outcome}{(r.IsCritical ? " ◆" : string.Empty)}"));
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join('\n', text));
    }

    private static string Text(TimelineSpan span) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {SpanNames.ClassOf(span.Kind)} {span.From.TotalSeconds:0.0}-{span.To.TotalSeconds:0.0} {span.Text}{(span.IsCritical ? " ◆" : string.Empty)}{(span.Failed ? " failed" : string.Empty)}");

    private static IReadOnlyList<TimelineRow> Rows(PlayRecord record) => TimelineRows.Of(record, record.Result!);
}
