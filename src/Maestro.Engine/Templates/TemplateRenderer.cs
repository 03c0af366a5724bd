using System.Text;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates;

/// <summary>Renders the template that an environment file is: environment variables and comments, so far.</summary>
/// <param name="variables">What <c>env</c> holds.</param>
internal sealed class TemplateRenderer(IReadOnlyDictionary<string, string> variables)
{
    /// <summary>Renders a text.</summary>
    /// <param name="file">The file's name, for places.</param>
    /// <returns>The text and its map; null when the template is wrong, and then every mistake is among the diagnostics.</returns>
    public RenderedTemplate? Render(string text, string file, DiagnosticBag diagnostics)
    {
        var first = TemplateScanner.NextMark(text, 0);
        if (first < 0)
        {
            return RenderedTemplate.Untouched(file, text);
        }

        var run = new Run(text, file, variables, diagnostics);
        return run.Render(first);
    }

    private sealed class Run(string text, string file, IReadOnlyDictionary<string, string> variables, DiagnosticBag diagnostics)
    {
        private readonly LineIndex _lines = new(text);
        private readonly StringBuilder _output = new(text.Length);
        private readonly List<RenderedTemplate.Segment> _segments = [];
        private bool _broken;

        public RenderedTemplate? Render(int mark)
        {
            var copied = 0;
            while (mark >= 0)
            {
                var tag = TemplateScanner.Read(text, mark);
                Copy(copied, tag.TrimsBefore ? copied + text.AsSpan(copied..mark).TrimEnd().Length : mark);
                if (tag.IsClosed)
                {
                    Write(tag);
                }
                else
                {
                    Report(DiagnosticCodes.TemplateSyntax, $"'{tag.Opening}' is never closed by '{tag.Closing}'.", mark);
                }

                copied = tag.TrimsAfter ? text.Length - text.AsSpan(tag.End..).TrimStart().Length : tag.End;
                mark = TemplateScanner.NextMark(text, copied);
            }

            Copy(copied, text.Length);
            return _broken ? null : RenderedTemplate.Of(file, _output.ToString(), _segments, _lines);
        }

        private void Copy(int from, int to)
        {
            if (to > from)
            {
                _segments.Add(new RenderedTemplate.Segment(_output.Length, from, IsVerbatim: true));
                _output.Append(text, from, to - from);
            }
        }

        private void Write(TemplateTag tag)
        {
            switch (tag.Kind)
            {
                case TemplateTagKind.Expression:
                    WriteExpression(tag);
                    break;
                case TemplateTagKind.Statement:
                    Report(DiagnosticCodes.TemplateUnsupported, $"Statements such as '{{% {FirstWord(tag.Content)} … %}}' are not supported by this version. {TemplateExpression.Supported}", tag.Start);
                    break;
            }
        }

        private void WriteExpression(TemplateTag tag)
        {
            if (TemplateExpression.TryParse(tag.Content, out var expression) is { } mistake)
            {
                Report(DiagnosticCodes.TemplateUnsupported, mistake, tag.Start);
            }
            else if (expression.Evaluate(variables) is { } value)
            {
                _segments.Add(new RenderedTemplate.Segment(_output.Length, tag.Start, IsVerbatim: false));
                _output.Append(value);
            }
            else
            {
                var hint = NearMiss.Hint(expression.Name, variables.Keys);
                Report(DiagnosticCodes.VariableUndefined, $"The environment variable '{expression.Name}' is not set{hint} Set it, or give a default: {{{{ env.{expression.Name} | default('…') }}}}.", tag.Start);
            }
        }

        private void Report(DiagnosticCode code, string message, int offset)
        {
            _broken = true;
            var (line, column) = _lines.Position(offset);
            diagnostics.Add(Diagnostic.Error(code, message, new SourceLocation(file, line, column)));
        }

        private static string FirstWord(string content)
            => content.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var word, ..] ? word : "…";
    }
}
