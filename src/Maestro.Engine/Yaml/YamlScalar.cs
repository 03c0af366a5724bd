using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Yaml;

/// <summary>A piece of text. What it stands for, a number or a truth, is for the reader of a field to say.</summary>
/// <param name="text">The text, quotes and escapes resolved, otherwise as it stands in the file.</param>
/// <param name="isPlain">Whether it stands without quotes, so that <c>no</c> may be a truth and <c>~</c> nothing.</param>
internal sealed class YamlScalar(SourceLocation location, string text, bool isPlain) : YamlNode(location)
{
    public string Text { get; } = text;

    public bool IsPlain { get; } = isPlain;

    public bool IsNull => IsPlain && (Text is "" or "~" or "null" or "Null" or "NULL");

    public override string ToString() => Text;
}
