using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Cli.Live;

/// <summary>Shows a play as a table that is drawn anew while it goes on. Errors and warnings are kept back until it is done, and then stand below it.</summary>
internal sealed class LiveProgress : IPlayOutput
{
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);

    // Summary, notice, the line about hidden rows, the header, and the line that the cursor is on.
    private const int LinesBesideRows = 5;

    private readonly Lock _lock = new();
    private readonly CliSurroundings _surroundings;
    private readonly ConsoleProgress _lines;
    private readonly LiveBoard _board;
    private readonly LiveTable _table;
    private readonly LiveScreen _screen;
    private readonly ITimer _timer;
    private readonly List<Action> _keptBack = [];
    private (IReadOnlyList<LiveInstance>? Instances, int Width, IReadOnlyList<LiveColumn> Columns) _columns = (null, 0, []);
    private int _isDrawing;

    public LiveProgress(CliSurroundings surroundings, string play)
    {
        _surroundings = surroundings;
        _lines = new ConsoleProgress(surroundings);
        _board = new LiveBoard(play, surroundings.Time.GetUtcNow());
        _table = new LiveTable(surroundings.ColoursOutput);
        _screen = new LiveScreen(surroundings.Output);
        _timer = surroundings.Time.CreateTimer(_ => DrawUnlessDrawing(), null, BetweenFrames, BetweenFrames);
    }

    public void Report(MaestroEvent value)
    {
        lock (_lock)
        {
            _board.Apply(value);
        }

        if (value is PlayStarted started)
        {
            Report(started.Warnings);
        }
    }

    public void Report(IEnumerable<Diagnostic> diagnostics)
    {
        List<Diagnostic> all = [.. diagnostics];
        KeepBack(() => _lines.Report(all));
    }

    public void ReportCancelled() => KeepBack(() => _lines.ReportCancelled());

    public void Hide(string secret)
    {
        // What is written here is not for build servers.
    }

    public void ShowTable(PlayResult result, bool showHosts) => KeepBack(() => _lines.ShowTable(result, showHosts));

    public void Announce(string notice)
    {
        lock (_lock)
        {
            _board.Notice = notice;
        }
    }

    public void Restore() => _screen.End();

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        if (_board.Result is { } result)
        {
            Draw();
            _screen.End();
            _surroundings.Output.WriteLine(EventText.Summary(result));
            if (EventText.Bounds(result) is { } bounds)
            {
                _surroundings.Output.WriteLine(bounds);
            }
        }
        else
        {
            _screen.Clear(_surroundings.Size());
            _screen.End();
        }

        _keptBack.ForEach(tell => tell());
    }

    private void KeepBack(Action tell)
    {
        lock (_lock)
        {
            _keptBack.Add(tell);
        }
    }

    // A terminal that takes its time, or stands still after Ctrl-S, costs frames and not the play.
    private void DrawUnlessDrawing()
    {
        if (Interlocked.Exchange(ref _isDrawing, 1) == 0)
        {
            Draw();
            Volatile.Write(ref _isDrawing, 0);
        }
    }

    private void Draw()
    {
        var size = _surroundings.Size();
        LiveFrame frame;
        lock (_lock)
        {
            frame = _board.Frame(_surroundings.Time.GetUtcNow(), Math.Max(1, size.Height - LinesBesideRows));
            if (_columns.Instances != _board.Instances || _columns.Width != size.Width)
            {
                _columns = (_board.Instances, size.Width, LiveColumns.For(_board.Instances, size.Width));
            }
        }

        // The whole of the last summary is written below the last frame.
        frame = _board.Result is null ? frame : frame with { Summary = string.Empty };
        _screen.Show(_table.Render(frame, _columns.Columns, size), size);
    }
}
