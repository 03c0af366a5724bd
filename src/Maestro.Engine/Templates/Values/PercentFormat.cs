using System.Text;
using Maestro.Engine.Templates.Evaluation;

namespace Maestro.Engine.Templates.Values;

/// <summary>Python's <c>'%s is %d' % values</c>.</summary>
internal static class PercentFormat
{
    public static string Apply(TemplateRuntime runtime, string format, Value arguments)
    {
        var run = new Run(runtime, format, arguments);
        return runtime.Spend(run.Format());
    }

    private sealed class Run(TemplateRuntime runtime, string format, Value arguments)
    {
        private readonly IReadOnlyList<Value> _values = arguments is TupleValue tuple ? tuple.Items : [arguments];
        private readonly StringBuilder _output = new();
        private int _at;
        private int _used;

        public string Format()
        {
            while (_at < format.Length)
            {
                var next = format.IndexOf('%', _at);
                _output.Append(format, _at, (next < 0 ? format.Length : next) - _at);
                _at = next < 0 ? format.Length : next + 1;
                if (next >= 0)
                {
                    AppendField();
                }
            }

            return _used < _values.Count && arguments is not MappingValue
                ? throw runtime.WrongType("The format has fewer places than there are values.")
                : _output.ToString();
        }

        private void AppendField()
        {
            var key = ReadKey();
            var flags = ReadWhile(c => c is '-' or '+' or ' ' or '0' or '#');
            var width = ReadNumber();
            int? precision = TrySkip('.') ? ReadNumber() : null;
            var kind = _at < format.Length ? format[_at++] : throw runtime.WrongType("The format ends in the middle of a '%'.");
            if (kind == '%')
            {
                _output.Append('%');
                return;
            }

            var spec = new FormatSpec(
                flags.Contains('0', StringComparison.Ordinal) && !flags.Contains('-', StringComparison.Ordinal) ? '0' : ' ',
                flags.Contains('-', StringComparison.Ordinal) ? '<' : flags.Contains('0', StringComparison.Ordinal) && kind != 's' ? '=' : '>',
                flags.Contains('+', StringComparison.Ordinal) ? '+' : flags.Contains(' ', StringComparison.Ordinal) ? ' ' : '-',
                flags.Contains('#', StringComparison.Ordinal),
                width,
                '\0',
                precision,
                kind == 'r' ? 's' : kind);
            runtime.SpendText(_output.Length + width);
            _output.Append(spec.Apply(runtime, Convert(kind, key is null ? NextValue() : Named(key))));
        }

        // Whole numbers are cut out of numbers with a fraction here, other than in str.format.
        private Value Convert(char kind, Value value) => kind switch
        {
            'r' => new TextValue(runtime.Text.Repr(value)),
            's' => new TextValue(runtime.Text.Of(value)),
            'd' or 'i' or 'u' when value is FloatValue { Number: var number } && double.IsFinite(number) => IntegerValue.Of((System.Numerics.BigInteger)number),
            _ => TemplateRuntime.Defined(value),
        };

        private Value NextValue() => _used < _values.Count
            ? _values[_used++]
            : throw runtime.WrongType("The format has more places than there are values.");

        private Value Named(string key)
            => arguments is MappingValue mapping && mapping.TryGet(key, out var value)
                ? value
                : throw runtime.WrongType($"The format names '{key}', which is not among the values.");

        private string? ReadKey()
        {
            var end = _at < format.Length && format[_at] == '(' ? format.IndexOf(')', _at) : -1;
            if (end < 0)
            {
                return null;
            }

            var key = format[(_at + 1)..end];
            _at = end + 1;
            return key;
        }

        private string ReadWhile(Func<char, bool> belongs)
        {
            var start = _at;
            while (_at < format.Length && belongs(format[_at]))
            {
                _at++;
            }

            return format[start.._at];
        }

        private int ReadNumber() => FormatFields.Number(runtime, ReadWhile(char.IsAsciiDigit));

        private bool TrySkip(char character)
        {
            if (_at >= format.Length || format[_at] != character)
            {
                return false;
            }

            _at++;
            return true;
        }
    }
}
