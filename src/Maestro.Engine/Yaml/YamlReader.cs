using System.Buffers;
using Maestro.Engine.Diagnostics;
using YamlDotNet.Core;

namespace Maestro.Engine.Yaml;

/// <summary>Reads a YAML document into nodes that know where they stand.</summary>
/// <param name="locate">Gives the place in the user's file for a line and a column of the text, both from 1.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class YamlReader(Func<int, int, SourceLocation> locate, DiagnosticBag diagnostics, CancellationToken cancellation = default)
{
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Except(['\t', '\n', '\r']), '\x7f']);

    /// <summary>What the document must be, in words.</summary>
    public string Expected { get; init; } = "a mapping with at least 'name' and 'ships'";

    /// <summary>The folder that relative paths in the document start from.</summary>
    public string Folder { get; init; } = string.Empty;

    /// <summary>Reads the text.</summary>
    /// <returns>The document, as far as it can be read; null when nothing can be made of it.</returns>
    public YamlMapping? Read(string text)
    {
        try
        {
            return ReadDocument(text);
        }
        catch (MaestroException refused)
        {
            foreach (var diagnostic in refused.Diagnostics)
            {
                diagnostics.Add(diagnostic);
            }

            return null;
        }
    }

    private YamlMapping ReadDocument(string text)
    {
        if (text.Length > YamlLimits.Characters)
        {
            throw Refusal(DiagnosticCodes.FileTooLarge, $"The file has {text.Length} characters; at most {YamlLimits.Characters} are read.", 1, 1);
        }

        RefuseControlCharacters(text);
        var parser = new Parser(new YamlTokens(new StringReader(text)));
        try
        {
            return new YamlTreeBuilder(parser, locate, diagnostics, cancellation) { Expected = Expected, Folder = Folder }.Build();
        }
        catch (YamlException broken)
        {
            var (line, column) = Within(text, broken.Start);
            throw Refusal(DiagnosticCodes.YamlSyntax, YamlErrorText.Explain(broken), line, column);
        }
        catch (Exception broken) when (broken is InvalidOperationException or IndexOutOfRangeException or ArgumentException or InvalidCastException or NullReferenceException)
        {
            // The parser gives up in these ways on some broken texts, such as a '[' that is never closed.
            var (line, column) = Within(text, parser.Current?.End ?? default);
            throw Refusal(DiagnosticCodes.YamlSyntax, YamlErrorText.Unclosed, line, column);
        }
    }

    // The parser may see the end of the text a line too late.
    private static (int Line, int Column) Within(string text, Mark mark)
    {
        var last = Position(text, text.Length);
        return mark.Line > last.Line ? last : ((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
    }

    private static (int Line, int Column) Position(string text, int offset)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < offset; i++)
        {
            if (text[i] is '\n' or '\x85' or '\u2028' or '\u2029' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                (line, start) = (line + 1, i + 1);
            }
        }

        return (line, offset - start + 1);
    }

    private void RefuseControlCharacters(string text)
    {
        var at = text.AsSpan().IndexOfAny(ControlCharacters);
        if (at >= 0)
        {
            var (line, column) = Position(text, at);
            throw Refusal(DiagnosticCodes.YamlSyntax, $"The character U+{(int)text[at]:X4} is not allowed in YAML; write it as an escape in double quotes.", line, column);
        }
    }

    private MaestroException Refusal(DiagnosticCode code, string message, int line, int column)
        => new(Diagnostic.Error(code, message, locate(line, column)));
}
