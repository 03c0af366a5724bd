using Spectre.Console;

namespace Maestro.Cli.Live;

/// <summary>Text as wide as the cells of a terminal: some characters take two.</summary>
internal static class CellText
{
    private const string Ellipsis = "…";

    /// <summary>The text, or as much of its beginning as fits, with an ellipsis.</summary>
    public static string Cut(string text, int width)
    {
        if (text.GetCellWidth() <= width)
        {
            return text;
        }

        var (length, used) = (0, Ellipsis.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            used += rune.ToString().GetCellWidth();
            if (used > width)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return width <= 0 ? string.Empty : text[..length].TrimEnd() + Ellipsis;
    }
}
