using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates;

/// <summary>The text a template was rendered to, with the way back to what the person wrote.</summary>
internal sealed class RenderedTemplate
{
    private readonly TemplateSource _source;
    private readonly IReadOnlyList<Segment> _segments;
    private readonly LineIndex? _output;

    private RenderedTemplate(TemplateSource source, string text, IReadOnlyList<Segment> segments, LineIndex? output)
        => (_source, Text, _segments, _output) = (source, text, segments, output);

    public string Text { get; }

    /// <summary>A text that needed no rendering.</summary>
    public static RenderedTemplate Untouched(string file, string text)
    {
        var source = TemplateSource.Of(file, string.Empty);
        return new RenderedTemplate(source, text, [], null);
    }

    /// <summary>A text put together from segments, which are in the order of the output.</summary>
    public static RenderedTemplate Of(TemplateSource source, string text, IReadOnlyList<Segment> segments)
        => new(source, text, segments, new LineIndex(text));

    /// <summary>The place in the file, or in one that it includes, for a line and a column of <see cref="Text"/>, both from 1.</summary>
    public SourceLocation Locate(int line, int column)
    {
        if (_output is null)
        {
            return new SourceLocation(_source.Name, line, column);
        }

        var offset = _output.Offset(line, column);
        var segment = SegmentAt(offset);
        return segment.Place.Source.Locate(segment.IsVerbatim ? segment.Place.Offset + offset - segment.Output : segment.Place.Offset);
    }

    /// <summary>The variables that a part of <see cref="Text"/> was made of, if the renderer traced them.</summary>
    /// <param name="line">The line where it begins, from 1.</param>
    /// <param name="column">The column where it begins, from 1.</param>
    /// <param name="length">How long it is.</param>
    public IReadOnlyList<string> VariablesIn(int line, int column, int length)
    {
        if (_output is null || _segments.Count == 0)
        {
            return [];
        }

        var offset = _output.Offset(line, column);
        var variables = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = IndexAt(offset); i < _segments.Count && _segments[i].Output < Math.Max(offset + length, offset + 1); i++)
        {
            variables.UnionWith(_segments[i].Variables ?? []);
        }

        return [.. variables];
    }

    private Segment SegmentAt(int offset) => _segments.Count == 0 ? new Segment(0, new Place(_source, 0), true) : _segments[IndexAt(offset)];

    private int IndexAt(int offset)
    {
        var (low, high) = (0, _segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _segments[middle].Output <= offset ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>A run of output that comes from one place of a source.</summary>
    /// <param name="Output">Where it begins in the output.</param>
    /// <param name="Place">Where it comes from.</param>
    /// <param name="IsVerbatim">Whether it was copied, so that positions inside it correspond.</param>
    /// <param name="Variables">The variables that it was made of, if that was traced.</param>
    internal readonly record struct Segment(int Output, Place Place, bool IsVerbatim, IReadOnlyList<string>? Variables = null);
}
