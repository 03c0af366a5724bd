using System.Runtime.CompilerServices;
using System.Text;
using Maestro.Engine.Docker;

namespace Maestro.Engine.Execution;

/// <summary>Makes lines of the pieces of a log; the two streams are kept apart, so that no line is torn.</summary>
internal static class TextLines
{
    private const int LongestLine = 64 * 1024;

    public static async IAsyncEnumerable<string> SplitAsync(IAsyncEnumerable<LogChunk> chunks, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var begun = new Dictionary<LogSource, List<byte>> { [LogSource.Output] = [], [LogSource.Error] = [] };
        await foreach (var chunk in chunks.WithCancellation(cancellation).ConfigureAwait(false))
        {
            var line = begun[chunk.Source];
            for (var i = 0; i < chunk.Bytes.Length; i++)
            {
                var character = chunk.Bytes.Span[i];
                if (character != (byte)'\n')
                {
                    line.Add(character);
                }

                if (character == (byte)'\n' || line.Count == LongestLine)
                {
                    yield return TakeText(line);
                }
            }
        }

        foreach (var line in begun.Values.Where(l => l.Count > 0))
        {
            yield return TakeText(line);
        }
    }

    private static string TakeText(List<byte> line)
    {
        var text = Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
        line.Clear();
        return text;
    }
}
