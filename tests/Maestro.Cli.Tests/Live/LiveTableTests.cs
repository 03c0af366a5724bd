using Maestro.Cli.Live;
using Maestro.Engine.Model;

namespace Maestro.Cli.Tests.Live;

public class LiveTableTests
{
    [Fact]
    public void At_80_columns_it_gives_up_the_container_first()
        => Assert.Equal(
            [
                "#   INSTANCE  SERVICE  SHIP   STATE       TIME    WAITS FOR",
                "1   db-1      db       alpha  checking    7s      tcp sql, try 12: nothing in…",
                "2   web-1     web      alpha  waiting             for db-1",
                "start shop: 0 of 2 done, 1 active, 1 waiting, 7s",
            ],
            Render(80));

    [Fact]
    public void At_160_columns_it_has_everything()
        => Assert.Equal(
            [
                "#   INSTANCE  SERVICE  SHIP   CONTAINER  STATE       TIME    WAITS FOR",
                "1   db-1      db       alpha  1:-        checking    7s      tcp sql, try 12: nothing in the container listens on port 5432 yet",
                "2   web-1     web      alpha  1:-        waiting             for db-1",
                "start shop: 0 of 2 done, 1 active, 1 waiting, 7s",
            ],
            Render(160));

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void No_line_reaches_the_last_column(int width) => Assert.All(Render(width), l => Assert.InRange(l.Length, 1, Math.Max(width, 30) - 1));

    [Fact]
    public void Says_how_many_rows_do_not_fit_and_what_the_user_should_know()
    {
        var frame = new LiveFrame([], 12, "start shop: 0 of 500 done", "ending in order");

        Assert.Equal(["… and 12 more", "start shop: 0 of 500 done", "ending in order"], new LiveTable(colours: false).Render(frame, [], TerminalSize.Usual));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_coloured_only_where_that_is_wanted(bool wanted)
    {
        var board = Board();
        var lines = new LiveTable(wanted).Render(board.Frame(LivePlay.At(7), 10), LiveColumns.For(board.Instances, 80), TerminalSize.Usual);

        Assert.Equal(wanted, lines.Any(l => l.Contains('\e', StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly ten", 11, "exactly ten")]
    [InlineData("a little longer", 10, "a little…")]
    [InlineData("日本語のテキスト", 9, "日本語の…")]
    [InlineData("anything", 1, "…")]
    public void Text_is_cut_by_the_cells_that_it_takes(string text, int width, string cut) => Assert.Equal(cut, CellText.Cut(text, width));

    private static LiveBoard Board()
    {
        var play = new LivePlay().Instance("db-1").Instance("web-1").Step(StepKind.Check, "db-1").Step(StepKind.Start, "web-1", 1);
        var board = new LiveBoard("start", LivePlay.Zero);
        board.Apply(play.Started());
        board.Apply(play.Begins(1));
        board.Apply(play.Tells(1, "tcp sql, try 12: nothing in the container listens on port 5432 yet"));
        return board;
    }

    private static IEnumerable<string> Render(int width)
    {
        var board = Board();
        return new LiveTable(colours: false)
            .Render(board.Frame(LivePlay.At(7), 10), LiveColumns.For(board.Instances, width), new TerminalSize(width, 24))
            .Select(l => l.TrimEnd());
    }
}
