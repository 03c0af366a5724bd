using Maestro.Cli.Live;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cli.Tests.Live;

public class LiveBoardTests
{
    private const int Room = 20;
    private readonly LiveBoard _board = new("start", LivePlay.Zero);

    [Fact]
    public void Before_the_play_begins_it_says_that_it_looks_at_the_ships()
    {
        var frame = _board.Frame(LivePlay.At(2), Room);

        Assert.Empty(frame.Rows);
        Assert.Equal("start: looking at the ships, 2s", frame.Summary);
    }

    [Fact]
    public void Has_a_row_per_instance_that_says_what_it_waits_for()
    {
        var play = new LivePlay().Instance("db-1").Instance("cache-1").Instance("web-1").Instance("old-1", outcome: "up", container: "fedcba9876543210")
            .Step(StepKind.Start, "db-1").Step(StepKind.Start, "cache-1").Step(StepKind.Start, "web-1", 1, 2);
        Apply(play.Started(), play.Begins(1, 1));

        Assert.Equal(
            ["1 db-1 starting 2s []", "2 cache-1 waiting - [for its turn]", "3 web-1 waiting - [for db-1, cache-1]", "4 old-1 up - []"],
            Rows(3));
        Assert.Equal("1:fedcba9", _board.Frame(LivePlay.Zero, Room).Rows[3].Container);
        Assert.Equal("start shop: 1 of 4 done, 1 active, 2 waiting, 3s", _board.Frame(LivePlay.At(3), Room).Summary);
    }

    [Fact]
    public void Shows_a_plan_that_only_pulls_could_make_in_place_of_the_pulls()
    {
        var play = new LivePlay { Kind = PlayKind.Restart }.Instance("web-1").Step(StepKind.Pull, "fleet/web:1");
        Apply(play.Started(), play.Begins(1));
        Assert.Equal(["1 web-1 pulling 0s []"], Rows());

        play.Step(StepKind.Stop, "web-1", 1).Step(StepKind.Start, "web-1", 2);
        Apply(play.Ends(1, "done", 1), play.Changed());
        Assert.Equal(["1 web-1 waiting - [for its turn]"], Rows(1));

        Apply(play.Begins(2, 1), play.Ends(2, "stopped", 2));
        Assert.Equal(["1 web-1 waiting 2s [for its turn]"], Rows(3));

        Apply(play.Begins(3, 3), play.Ends(3, "restarted", 4));
        Assert.Equal(["1 web-1 restarted 3s []"], Rows(9));
        Assert.Equal("start shop: 1 of 1 done, 9s", _board.Frame(LivePlay.At(9), Room).Summary);
    }

    [Fact]
    public void Of_many_needs_it_names_two()
    {
        var play = new LivePlay().Instance("a-1").Instance("b-1").Instance("c-1").Instance("web-1")
            .Step(StepKind.Start, "a-1").Step(StepKind.Start, "b-1").Step(StepKind.Start, "c-1").Step(StepKind.Start, "web-1", 1, 2, 3);
        Apply(play.Started());

        Assert.Equal("4 web-1 waiting - [for a-1, b-1 and 1 more]", Rows()[3]);
    }

    [Fact]
    public void Follows_an_instance_through_its_steps_and_shows_the_tries_of_its_checks()
    {
        var play = new LivePlay().Instance("web-1").Step(StepKind.Start, "web-1").Step(StepKind.Check, "web-1", 1);
        Apply(play.Started(), play.Begins(1), play.Tells(1, "container 0123456789ab") with { ContainerId = "0123456789abcdef" });
        Assert.Equal(["1 web-1 starting 0s []"], Rows());
        Assert.Equal("1:0123456", _board.Frame(LivePlay.Zero, Room).Rows[0].Container);

        Apply(play.Ends(1, "launched", 1), play.Begins(2, 1), play.Tells(2, "tcp http, try 3: connection\nrefused"));
        Assert.Equal(["1 web-1 checking 2s [tcp http, try 3: connection refused]"], Rows(2));

        Apply(play.Ends(2, "started", 3));
        Assert.Equal(["1 web-1 started 3s []"], Rows(9));
    }

    [Fact]
    public void Shows_the_bytes_of_the_pull_that_an_instance_waits_for()
    {
        var play = new LivePlay().Instance("web-1").Step(StepKind.Pull, "fleet/web:1").Step(StepKind.Start, "web-1", 1);
        Apply(play.Started(), play.Begins(1));
        Assert.Equal(["1 web-1 pulling - [fleet/web:1]"], Rows());

        Apply(play.Tells(1, "Downloading") with { Current = 1_200_000, Total = 10_000_000 });

        Assert.Equal(["1 web-1 pulling - [fleet/web:1 1.2 of 10.0 MB]"], Rows());
        Assert.Contains(", pulling 1 image (1.2 of 10.0 MB), ", _board.Frame(LivePlay.Zero, Room).Summary, StringComparison.Ordinal);

        Apply(play.Ends(1, "done"), play.Begins(2));
        Assert.Equal(["1 web-1 starting 0s []"], Rows());
    }

    [Fact]
    public void Shows_that_a_pull_is_tried_again_until_its_bytes_are_told_anew()
    {
        var play = new LivePlay().Instance("web-1").Instance("web-2")
            .Step(StepKind.Pull, "fleet/web:1").Step(StepKind.Start, "web-1", 1).Step(StepKind.Start, "web-2", 1);
        Apply(play.Started(), play.Begins(1), play.Tells(1, "Downloading") with { Current = 1_200_000, Total = 10_000_000 });

        Apply(play.Tells(1, "try 1 of 3 failed,\nthe next comes in 1.2 s: unexpected EOF."));

        Assert.Equal([.. new[] { "1 web-1", "2 web-2" }.Select(i => $"{i} pulling - [fleet/web:1 try 1 of 3 failed, the next comes in 1.2 s: unexpected EOF.]")], Rows());
        Assert.Contains(", pulling 1 image, ", _board.Frame(LivePlay.Zero, Room).Summary, StringComparison.Ordinal);

        Apply(play.Tells(1, "Downloading") with { Current = 500_000, Total = 10_000_000 });

        Assert.Equal([.. new[] { "1 web-1", "2 web-2" }.Select(i => $"{i} pulling - [fleet/web:1 0.5 of 10.0 MB]")], Rows());
    }

    [Fact]
    public void In_a_pull_an_image_concerns_every_instance_that_has_it()
    {
        var play = new LivePlay { Kind = PlayKind.Pull }.Instance("web-1").Instance("web-2").Instance("db-1", image: "fleet/db:1")
            .Step(StepKind.Pull, "fleet/web:1").Step(StepKind.Pull, "fleet/db:1");
        Apply(play.Started(), play.Begins(1), play.Tells(1, "Downloading") with { Current = 500_000, Total = 2_000_000 });
        Assert.Equal(["1 web-1 pulling 0s [0.5 of 2.0 MB]", "2 web-2 pulling 0s [0.5 of 2.0 MB]", "3 db-1 waiting - [for its turn]"], Rows());

        Apply(play.Ends(1, "done"));
        Assert.Equal(["1 web-1 pulled 0s []", "2 web-2 pulled 0s []"], Rows().Take(2));
    }

    [Fact]
    public void Says_what_went_wrong_and_what_was_left_alone_because_of_it()
    {
        var play = new LivePlay().Instance("db-1").Instance("web-1").Step(StepKind.Start, "db-1").Step(StepKind.Start, "web-1", 1).Step(StepKind.Check, "web-1", 2);
        Apply(
            play.Started(),
            play.Begins(1),
            play.Ends(1, "failed", 1, StepVerdict.Failed, "no such image"),
            play.Ends(2, "blocked by db-1", 1, StepVerdict.Blocked),
            play.Ends(3, "blocked by db-1", 1, StepVerdict.Blocked));

        Assert.Equal(["1 db-1 failed 1s [no such image]", "2 web-1 blocked - [by db-1]"], Rows());
        Assert.Equal("start shop: 0 of 2 done, 1 failed, 1 left alone, 1s", _board.Frame(LivePlay.At(1), Room).Summary);
    }

    [Fact]
    public void The_result_has_the_last_word_on_what_was_done()
    {
        var play = new LivePlay().Instance("web-1").Step(StepKind.Start, "web-1");
        Apply(play.Started(), play.Begins(1), play.Ends(1, "launched"), play.Finished());

        Assert.Equal(["1 web-1 started 0s []"], Rows());
        Assert.NotNull(_board.Result);
    }

    [Fact]
    public void Of_a_large_play_it_shows_what_is_under_way_and_what_failed()
    {
        var play = Large(500);
        Apply(play.Started(), play.Begins(100), play.Begins(7), play.Ends(100, "started"), play.Begins(101), play.Begins(300), play.Ends(300, "failed", 0, StepVerdict.Failed));

        var frame = _board.Frame(LivePlay.Zero, Room);

        Assert.Equal([7, 101, 300], frame.Rows.Select(r => r.Order));
        Assert.Equal(0, frame.Hidden);
        Assert.Equal("start shop: 1 of 500 done, 2 active, 496 waiting, 1 failed, 0s", frame.Summary);
    }

    [Fact]
    public void What_is_under_way_goes_before_what_failed_and_the_rest_is_counted()
    {
        var play = Large(500);
        Apply(play.Started());
        foreach (var step in Enumerable.Range(1, 10))
        {
            Apply(play.Begins(step), play.Ends(step, "failed", 0, StepVerdict.Failed));
        }

        foreach (var step in Enumerable.Range(400, 15))
        {
            Apply(play.Begins(step));
        }

        var frame = _board.Frame(LivePlay.Zero, Room);

        Assert.Equal(Enumerable.Range(1, 5).Concat(Enumerable.Range(400, 15)), frame.Rows.Select(r => r.Order));
        Assert.Equal(5, frame.Hidden);
    }

    private static LivePlay Large(int instances)
    {
        var play = new LivePlay();
        for (var i = 1; i <= instances; i++)
        {
            play.Instance($"web-{i}").Step(StepKind.Start, $"web-{i}");
        }

        return play;
    }

    private void Apply(params MaestroEvent[] events)
    {
        foreach (var happened in events)
        {
            _board.Apply(happened);
        }
    }

    private List<string> Rows(double second = 0)
        => [.. _board.Frame(LivePlay.At(second), Room).Rows.Select(r => $"{r.Order} {r.Instance} {r.State} {(r.Elapsed is { } e ? LiveText.Elapsed(e) : "-")} [{r.Detail}]")];
}
