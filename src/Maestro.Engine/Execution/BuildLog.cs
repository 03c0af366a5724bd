using System.Text;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>What a build says: told line by line, and the last lines kept for the case that it fails.</summary>
internal sealed class BuildLog(PlayContext context, Step step)
{
    private const int Most = 20;
    private readonly Queue<string> _last = new();
    private readonly StringBuilder _begun = new();

    /// <summary>Adds a piece of output, which need not end where a line does.</summary>
    public void Add(string text)
    {
        _begun.Append(text);
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            return;
        }

        var lines = _begun.ToString().Split('\n');
        _begun.Clear().Append(lines[^1]);
        foreach (var line in lines[..^1])
        {
            AddLine(line);
        }
    }

    public void AddLine(string line)
    {
        var text = line.TrimEnd();
        if (text.Length == 0)
        {
            return;
        }

        _last.Enqueue(text);
        if (_last.Count > Most)
        {
            _last.Dequeue();
        }

        context.Report(step, text);
    }

    /// <summary>The last lines as the end of a message; empty when there are none.</summary>
    public string Tail()
    {
        Add("\n");
        return _last.Count == 0 ? string.Empty : $" The last lines of its output:{string.Concat(_last.Select(l => $"{Environment.NewLine}    {l}"))}";
    }
}
