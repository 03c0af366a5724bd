using System.Text;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>Receives rendered text.</summary>
/// <param name="keepsMap">Whether it remembers where the text came from; text that is only a value on the way does not.</param>
internal sealed class TemplateOutput(TemplateRuntime runtime, bool keepsMap)
{
    private readonly StringBuilder _text = new();
    private readonly List<RenderedTemplate.Segment> _segments = [];

    public IReadOnlyList<RenderedTemplate.Segment> Segments => _segments;

    /// <summary>Whether what is written here is final, and not a value on the way.</summary>
    public bool KeepsMap => keepsMap;

    /// <summary>Copies a part of a source.</summary>
    public void Copy(Place from, int end)
    {
        Mark(from, isVerbatim: true);
        _text.Append(from.Source.Text, from.Offset, end - from.Offset);
        Check();
    }

    /// <summary>Writes the text of what stands at a place.</summary>
    public void Write(string text, Place from)
    {
        Mark(from, isVerbatim: false);
        _text.Append(text);
        Check();
    }

    public override string ToString() => _text.ToString();

    private void Mark(Place from, bool isVerbatim)
    {
        if (keepsMap)
        {
            _segments.Add(new RenderedTemplate.Segment(_text.Length, from, isVerbatim, isVerbatim ? null : runtime.Trace?.Since(0)));
        }
    }

    private void Check()
    {
        if (_text.Length > TemplateLimits.Characters)
        {
            runtime.SpendText(_text.Length);
        }
    }
}
