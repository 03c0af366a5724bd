using System.Text;

namespace Maestro.Engine.Checks;

/// <summary>Keeps the last of what a command writes, however much it is.</summary>
internal sealed class OutputTail
{
    private const int MostBytes = 4096;
    private const int MostLines = 10;
    private readonly Lock _lock = new();
    private readonly List<byte> _bytes = [];

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _bytes.AddRange(bytes.Length > MostBytes ? bytes[^MostBytes..] : bytes);
            if (_bytes.Count > 2 * MostBytes)
            {
                _bytes.RemoveRange(0, _bytes.Count - MostBytes);
            }
        }
    }

    /// <summary>Its last lines.</summary>
    public override string ToString()
    {
        lock (_lock)
        {
            var lines = Encoding.UTF8.GetString([.. _bytes.TakeLast(MostBytes)]).Split('\n').Select(l => l.TrimEnd('\r'));
            return string.Join('\n', lines.TakeLast(MostLines + 1)).Trim('\n');
        }
    }

    /// <summary>The lines of a text, each on a line of its own and set in.</summary>
    public static string Indent(string text) => string.Concat(text.Split('\n').Select(l => $"{Environment.NewLine}    {l}"));
}
