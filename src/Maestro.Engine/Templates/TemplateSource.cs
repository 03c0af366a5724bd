using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates;

/// <summary>A file that is being rendered: the environment file, or one that it includes.</summary>
internal sealed class TemplateSource
{
    private LineIndex? _lines;

    private TemplateSource(string name, string text) => (Name, Text) = (name, text);

    /// <summary>Its name, as places show it.</summary>
    public string Name { get; }

    /// <summary>Its text, with lines that end in a line feed only.</summary>
    public string Text { get; }

    /// <summary>A source for a text as it was read: a last line break goes, the others become line feeds. Neither moves a line or a column.</summary>
    public static TemplateSource Of(string name, string text)
    {
        var lines = text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;
        return new TemplateSource(name, lines.EndsWith('\n') ? lines[..^1] : lines);
    }

    public SourceLocation Locate(int offset)
    {
        var (line, column) = (_lines ??= new LineIndex(Text)).Position(Math.Min(offset, Text.Length));
        return new SourceLocation(Name, line, column);
    }
}

/// <summary>A place in a source.</summary>
internal readonly record struct Place(TemplateSource Source, int Offset)
{
    public SourceLocation Locate() => Source.Locate(Offset);
}
