using System.Text;
using System.Xml;
using System.Xml.Linq;
using Maestro.Engine.Diagnostics;

namespace Maestro.Cli.Init;

/// <summary>A project file whose text is changed only where something is added.</summary>
internal sealed class ProjectText
{
    private readonly string _path;
    private readonly string _text;
    private readonly Encoding _encoding;
    private readonly XElement _root;

    private ProjectText(string path, string text, Encoding encoding, XElement root)
    {
        _path = path;
        _text = text;
        _encoding = encoding;
        _root = root;
    }

    /// <exception cref="MaestroException">The file is no XML.</exception>
    public static ProjectText Read(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var text = reader.ReadToEnd();
        try
        {
            return new(path, text, reader.CurrentEncoding, XElement.Parse(text));
        }
        catch (XmlException exception)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.InvalidOption, exception.Message, new SourceLocation(path, exception.LineNumber, exception.LinePosition)));
        }
    }

    /// <summary>Whether there is an item of that kind and name.</summary>
    public bool Has(string item, string name) => _root.Descendants()
        .Any(e => e.Name.LocalName == item && string.Equals((string?)e.Attribute("Include") ?? (string?)e.Attribute("Update"), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a property is set to true.</summary>
    public bool IsTrue(string property) => _root.Descendants().Any(e => e.Name.LocalName == property && string.Equals(e.Value.Trim(), "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes the file with one more group of items at its end.</summary>
    public void AddItems(IEnumerable<XElement> items)
    {
        var line = _text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var group = $"  <ItemGroup>{line}{string.Concat(items.Select(i => $"    {i}{line}"))}  </ItemGroup>{line}";
        var end = _text.LastIndexOf($"</{_root.Name.LocalName}", StringComparison.Ordinal);
        var changed = end < 0
            ? $"{_text[.._text.LastIndexOf("/>", StringComparison.Ordinal)].TrimEnd()}>{line}{group}</{_root.Name.LocalName}>{line}"
            : $"{Opened(_text[..end], line)}{group}{_text[end..]}";
        File.WriteAllText(_path, changed, _encoding);
    }

    // The group begins on a line of its own.
    private static string Opened(string text, string line) => text.TrimEnd(' ', '\t') is var before && before.EndsWith('\n') ? before : before + line;
}
