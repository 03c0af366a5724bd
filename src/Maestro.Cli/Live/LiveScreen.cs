using System.Text;
using System.Text.RegularExpressions;

namespace Maestro.Cli.Live;

/// <summary>Draws frames over each other at the end of the terminal, each with a single write, so that none is seen half drawn.</summary>
/// <remarks>Not Spectre's own live display: that one clears the screen and what has scrolled off it when a window is made smaller.</remarks>
internal sealed partial class LiveScreen(TextWriter output)
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";
    private const string BeginFrame = "\e[?2026h";
    private const string EndFrame = "\e[?2026l";
    private const string EraseToEndOfLine = "\e[K";
    private const string EraseBelow = "\e[J";
    private readonly Lock _lock = new();
    private IReadOnlyList<string> _shown = [];
    private bool _isDrawing;
    private bool _isOver;

    /// <summary>Replaces the lines that are shown. The cursor is left below them.</summary>
    public void Show(IReadOnlyList<string> lines, TerminalSize size)
    {
        lock (_lock)
        {
            if (_isOver || (lines.SequenceEqual(_shown, StringComparer.Ordinal) && _isDrawing))
            {
                return;
            }

            var text = new StringBuilder(_isDrawing ? BeginFrame : HideCursor + BeginFrame);
            _isDrawing = true;
            BackToTop(text, size);
            foreach (var line in lines)
            {
                text.Append(line.TrimEnd()).Append(EraseToEndOfLine).Append("\r\n");
            }

            Write(text.Append(EraseBelow).Append(EndFrame));
            _shown = lines;
        }
    }

    /// <summary>Takes away what is shown.</summary>
    public void Clear(TerminalSize size)
    {
        lock (_lock)
        {
            if (_isDrawing && !_isOver)
            {
                var text = new StringBuilder(BeginFrame);
                BackToTop(text, size);
                Write(text.Append(EraseBelow).Append(EndFrame));
                _shown = [];
            }
        }
    }

    /// <summary>Ends the drawing; what is shown stays.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_isDrawing && !_isOver)
            {
                Write(new StringBuilder(ShowCursor));
            }

            _isOver = true;
        }
    }

    // A terminal that has become narrower has broken the lines that were too long for it.
    private void BackToTop(StringBuilder text, TerminalSize size)
    {
        var rows = _shown.Sum(l => Math.Max(1, (LengthOf(l) + size.Width - 1) / size.Width));
        text.Append('\r');
        if (Math.Min(rows, size.Height - 1) is > 0 and var up)
        {
            text.Append("\e[").Append(up).Append('A');
        }
    }

    private void Write(StringBuilder text)
    {
        output.Write(text.ToString());
        output.Flush();
    }

    private static int LengthOf(string line) => Colour().Replace(line, string.Empty).TrimEnd().Length;

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Colour();
}
