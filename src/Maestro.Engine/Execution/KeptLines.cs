using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>The last lines of a log, as many as fit. Lines stay whole, since a secret that is cut in two would be hidden by nobody.</summary>
internal sealed class KeptLines
{
    private const int MostCharacters = 256 * 1024;
    private readonly Queue<LogLine> _lines = new();
    private int _characters;
    private int _added;

    /// <summary>What is asked of the engine.</summary>
    public const int Most = 1000;

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>Whether there may be earlier lines.</summary>
    public bool IsCut => _added >= Most || _added > _lines.Count;

    public void Add(LogLine line)
    {
        _lines.Enqueue(line);
        _characters += line.Text.Length;
        _added++;
        while (_characters > MostCharacters && _lines.Count > 1)
        {
            _characters -= _lines.Dequeue().Text.Length;
        }
    }
}
