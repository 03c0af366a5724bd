using System.Text;
using Maestro.Engine.Docker;

namespace Maestro.Engine.Tests.Docker;

public sealed class LogLinesTests
{
    private readonly LogLines _lines = new();

    [Fact]
    public void Takes_the_timestamp_off_each_line()
    {
        var line = Assert.Single(Frame("2026-01-02T03:04:05.123456789Z hello\n"));

        Assert.Equal("hello", line.Text);
        Assert.Equal(123_456_789, line.Nanoseconds % 1_000_000_000);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1_234_567), line.Time);
    }

    [Fact]
    public void Puts_a_long_line_together_that_the_engine_keeps_in_pieces()
    {
        Assert.Empty(Frame("2026-01-02T03:04:05.000000001Z one "));
        Assert.Empty(Frame("2026-01-02T03:04:06.000000001Z two "));
        var line = Assert.Single(Frame("2026-01-02T03:04:07.000000001Z three\n"));

        Assert.Equal("one two three", line.Text);
        Assert.Equal(5, line.Time.Second);
    }

    [Fact]
    public void Keeps_the_two_streams_apart_in_the_middle_of_a_line()
    {
        Frame("2026-01-02T03:04:05.1Z out ");
        var error = Assert.Single(Frame("2026-01-02T03:04:05.2Z error\n", LogSource.Error));
        var output = Assert.Single(Frame("2026-01-02T03:04:05.3Z put\n"));

        Assert.Equal((LogSource.Error, "error"), (error.Source, error.Text));
        Assert.Equal((LogSource.Output, "out put"), (output.Source, output.Text));
    }

    [Fact]
    public void Waits_for_the_end_of_a_frame_that_comes_in_pieces()
    {
        Assert.Empty(_lines.Add(Chunk("2026-01-02T03:0", ends: false), tty: false));

        Assert.Equal("late", Assert.Single(_lines.Add(Chunk("4:05Z late\n", ends: true), tty: false)).Text);
    }

    [Fact]
    public void Splits_the_plain_bytes_of_a_terminal_into_lines()
    {
        var lines = _lines.Add(Chunk("2026-01-02T03:04:05Z a\r\n2026-01-02T03:04:06Z b", ends: false), tty: true).ToList();
        lines.AddRange(_lines.Add(Chunk("c\r\n2026-01-02T03:04:07Z rest", ends: false), tty: true));
        lines.AddRange(_lines.Rest());

        Assert.Equal(["a", "bc", "rest"], lines.Select(l => l.Text));
        Assert.Equal([5, 6, 7], lines.Select(l => l.Time.Second));
    }

    [Fact]
    public void Gives_what_has_no_line_break_at_the_end()
    {
        Frame("2026-01-02T03:04:05Z no break");

        Assert.Equal("no break", Assert.Single(_lines.Rest()).Text);
        Assert.Empty(_lines.Rest());
    }

    private List<LogMessage> Frame(string text, LogSource source = LogSource.Output) => [.. _lines.Add(Chunk(text, ends: true, source), tty: false)];

    private static LogChunk Chunk(string text, bool ends, LogSource source = LogSource.Output) => new(source, Encoding.UTF8.GetBytes(text)) { EndsFrame = ends };
}
