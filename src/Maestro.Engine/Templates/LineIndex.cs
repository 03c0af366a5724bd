namespace Maestro.Engine.Templates;

/// <summary>Turns offsets of a text into lines and columns, and back. Lines end where YAML ends them.</summary>
internal sealed class LineIndex
{
    private readonly List<int> _starts = [0];

    public LineIndex(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\n' or '\x85' or '\u2028' or '\u2029' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _starts.Add(i + 1);
            }
        }
    }

    public int Offset(int line, int column) => _starts[Math.Clamp(line, 1, _starts.Count) - 1] + column - 1;

    public (int Line, int Column) Position(int offset)
    {
        var found = _starts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _starts[line] + 1);
    }
}
