using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates;

/// <summary>The text a template was rendered to, with the way back to what the person wrote.</summary>
internal sealed class RenderedTemplate
{
    private readonly string _file;
    private readonly IReadOnlyList<Segment> _segments;
    private readonly LineIndex? _output;
    private readonly LineIndex? _source;

    private RenderedTemplate(string file, string text, IReadOnlyList<Segment> segments, LineIndex? output, LineIndex? source)
        => (_file, Text, _segments, _output, _source) = (file, text, segments, output, source);

    public string Text { get; }

    /// <summary>A text that needed no rendering.</summary>
    public static RenderedTemplate Untouched(string file, string text) => new(file, text, [], null, null);

    /// <summary>A text put together from segments, which are in the order of the output.</summary>
    public static RenderedTemplate Of(string file, string text, IReadOnlyList<Segment> segments, LineIndex source)
        => new(file, text, segments, new LineIndex(text), source);

    /// <summary>The place in the file for a line and a column of <see cref="Text"/>, both from 1.</summary>
    public SourceLocation Locate(int line, int column)
    {
        if (_output is null || _source is null)
        {
            return new SourceLocation(_file, line, column);
        }

        var offset = _output.Offset(line, column);
        var segment = SegmentAt(offset);
        var (sourceLine, sourceColumn) = _source.Position(segment.IsVerbatim ? segment.Source + offset - segment.Output : segment.Source);
        return new SourceLocation(_file, sourceLine, sourceColumn);
    }

    private Segment SegmentAt(int offset)
    {
        var (low, high) = (0, _segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _segments[middle].Output <= offset ? (middle, high) : (low, middle - 1);
        }

        return _segments.Count == 0 ? new Segment(0, 0, true) : _segments[low];
    }

    /// <summary>A run of output that comes from one place of the source.</summary>
    /// <param name="Output">Where it begins in the output.</param>
    /// <param name="Source">Where it comes from.</param>
    /// <param name="IsVerbatim">Whether it was copied, so that positions inside it correspond.</param>
    internal readonly record struct Segment(int Output, int Source, bool IsVerbatim);
}
