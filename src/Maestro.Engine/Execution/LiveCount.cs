namespace Maestro.Engine.Execution;

/// <summary>Counts the instances that may still write; when none is left, nobody waits any more.</summary>
internal sealed class LiveCount(int live, CancellationTokenSource over)
{
    private readonly Lock _gate = new();
    private int _live = live;

    /// <summary>Whether none was left.</summary>
    public bool IsOver { get; private set; }

    public void Change(int by)
    {
        lock (_gate)
        {
            _live += by;
            if (_live > 0 || IsOver)
            {
                return;
            }

            IsOver = true;
        }

        over.Cancel();
    }
}
