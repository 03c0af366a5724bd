using System.Globalization;
using Spectre.Console;

namespace Maestro.Cli.Live;

/// <summary>Draws a frame as lines of text that fit the terminal.</summary>
internal sealed class LiveTable(bool colours)
{
    private static readonly Style Quiet = new(Color.Grey);

    public IReadOnlyList<string> Render(LiveFrame frame, IReadOnlyList<LiveColumn> columns, TerminalSize size)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(text),
        });
        var width = Math.Max(1, size.Width - 1);
        console.Profile.Width = width;
        if (frame.Rows.Count > 0)
        {
            console.Write(Table(frame, columns));
        }

        if (frame.Hidden > 0)
        {
            console.Write(Line($"… and {frame.Hidden} more", width, Quiet));
        }

        if (frame.Summary.Length > 0)
        {
            console.Write(Line(frame.Summary, width, Style.Plain));
        }

        if (frame.Notice.Length > 0)
        {
            console.Write(Line(frame.Notice, width, new Style(Color.Yellow)));
        }

        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Table Table(LiveFrame frame, IReadOnlyList<LiveColumn> columns)
    {
        var table = new Table().NoBorder();
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Header, Quiet)) { Width = column.Width, NoWrap = true }.Padding(0, 0, column == columns[^1] ? 0 : LiveColumns.Gap, 0));
        }

        foreach (var row in frame.Rows)
        {
            table.AddRow(columns.Select(c => Cell(c, row)));
        }

        return table;
    }

    private static Text Cell(LiveColumn column, LiveRow row)
    {
        var isState = column.Header == "STATE";
        return new Text(CellText.Cut(column.Cell(row), column.Width), isState ? StyleOf(row.Phase) : Style.Plain);
    }

    private static Rows Line(string text, int width, Style style) => new(new Text(CellText.Cut(text, width), style));

    private static Style StyleOf(LivePhase phase) => phase switch
    {
        LivePhase.Active => new Style(Color.Yellow),
        LivePhase.Done => new Style(Color.Green),
        LivePhase.Failed => new Style(Color.Red),
        _ => Quiet,
    };
}
