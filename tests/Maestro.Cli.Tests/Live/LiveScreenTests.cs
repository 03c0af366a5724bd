using Maestro.Cli.Live;

namespace Maestro.Cli.Tests.Live;

public sealed class LiveScreenTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly LiveScreen _screen;

    public LiveScreenTests() => _screen = new LiveScreen(_output);

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Draws_the_second_frame_over_the_first()
    {
        Show(TerminalSize.Usual, "one", "two");
        Show(TerminalSize.Usual, "three");

        Assert.Equal("\e[?25l\e[?2026h\rone\e[K\r\ntwo\e[K\r\n\e[J\e[?2026l\e[?2026h\r\e[2Athree\e[K\r\n\e[J\e[?2026l", _output.ToString());
    }

    [Fact]
    public void A_frame_that_changes_nothing_writes_nothing()
    {
        Show(TerminalSize.Usual, "one");
        var once = _output.ToString();

        Show(TerminalSize.Usual, "one");

        Assert.Equal(once, _output.ToString());
    }

    [Fact]
    public void Goes_back_over_lines_that_a_narrower_window_has_broken()
    {
        Show(TerminalSize.Usual, "\e[32m" + new string('x', 70) + "\e[0m", "two");

        Show(new TerminalSize(40, 24), "three");

        Assert.Contains("\r\e[3Athree", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Never_goes_back_beyond_the_top()
    {
        Show(TerminalSize.Usual, [.. Enumerable.Range(1, 20).Select(i => $"line {i}")]);

        Show(new TerminalSize(80, 10), "three");

        Assert.Contains("\r\e[9Athree", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_the_cursor_again_once_and_draws_nothing_more()
    {
        Show(TerminalSize.Usual, "one");

        _screen.End();
        _screen.End();
        Show(TerminalSize.Usual, "two");

        Assert.EndsWith("\e[?2026l\e[?25h", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("two", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_screen_that_was_never_drawn_on_is_left_as_it_is()
    {
        _screen.Clear(TerminalSize.Usual);
        _screen.End();

        Assert.Empty(_output.ToString());
    }

    [Fact]
    public void Takes_away_what_it_shows()
    {
        Show(TerminalSize.Usual, "one");

        _screen.Clear(TerminalSize.Usual);

        Assert.EndsWith("\e[?2026h\r\e[1A\e[J\e[?2026l", _output.ToString(), StringComparison.Ordinal);
    }

    private void Show(TerminalSize size, params string[] lines) => _screen.Show(lines, size);
}
