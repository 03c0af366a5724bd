using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Maestro.Engine.Docker;

/// <summary>Reads a stream of JSON objects, one per line, each as soon as its line is complete.</summary>
internal static class JsonLines
{
    /// <summary>Far more than an event with many labels needs; a peer that never ends its line is cut off here.</summary>
    private const int LongestLine = 1024 * 1024;

    /// <exception cref="JsonException">A line is no such object, is too long, or breaks off.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(Stream stream, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellation).ConfigureAwait(false);
                var rest = result.Buffer;
                while (TryReadLine(ref rest, result.IsCompleted, out var line))
                {
                    if (Parse(line, type) is { } value)
                    {
                        yield return value;
                    }
                }

                if (rest.Length > LongestLine)
                {
                    throw new JsonException($"A line is longer than {LongestLine} bytes.");
                }

                reader.AdvanceTo(rest.Start, rest.End);
                if (result.IsCompleted)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static bool TryReadLine(ref ReadOnlySequence<byte> rest, bool last, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }

        line = rest;
        if (!last || rest.IsEmpty)
        {
            return false;
        }

        rest = rest.Slice(rest.End);
        return true;
    }

    private static T? Parse<T>(ReadOnlySequence<byte> line, JsonTypeInfo<T> type)
        where T : class
    {
        if (IsBlank(line))
        {
            return null;
        }

        var reader = new Utf8JsonReader(line);
        return JsonSerializer.Deserialize(ref reader, type);
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}
