using System.Collections.Frozen;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>The methods of texts.</summary>
internal static class TextMethods
{
    public static readonly FrozenDictionary<string, Function> Table = new Dictionary<string, Function>(StringComparer.Ordinal)
    {
        ["format"] = new((r, v, a) => new TextValue(FormatFields.Apply(r, Text(v), a.All))),
        ["upper"] = Of(t => t.ToUpperInvariant()),
        ["lower"] = Of(t => t.ToLowerInvariant()),
        ["capitalize"] = Of(TextFilters.Capitalize),
        ["title"] = Of(Title),
        ["swapcase"] = Of(t => string.Concat(t.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)))),
        ["strip"] = new(0, (_, v, a) => new TextValue(TextFilters.Trim(Text(v), Characters(a))), "chars"),
        ["lstrip"] = new(0, (_, v, a) => new TextValue(Characters(a) is { } c ? Text(v).TrimStart(Set(c)) : Text(v).TrimStart()), "chars"),
        ["rstrip"] = new(0, (_, v, a) => new TextValue(Characters(a) is { } c ? Text(v).TrimEnd(Set(c)) : Text(v).TrimEnd()), "chars"),
        ["replace"] = new(2, (r, v, a) => new TextValue(TextFilters.Replace(r, Text(v), a.Text(0, string.Empty), a.Text(1, string.Empty), a.Int(2, -1))), "old", "new", "count"),
        ["startswith"] = new(1, (r, v, a) => Any(r, a, p => Text(v).StartsWith(p, StringComparison.Ordinal)), "prefix"),
        ["endswith"] = new(1, (r, v, a) => Any(r, a, p => Text(v).EndsWith(p, StringComparison.Ordinal)), "suffix"),
        ["removeprefix"] = new(1, (_, v, a) => Text(v).StartsWith(a.Text(0, string.Empty), StringComparison.Ordinal) ? new TextValue(Text(v)[a.Text(0, string.Empty).Length..]) : v, "prefix"),
        ["removesuffix"] = new(1, (_, v, a) => Text(v).EndsWith(a.Text(0, string.Empty), StringComparison.Ordinal) ? new TextValue(Text(v)[..^a.Text(0, string.Empty).Length]) : v, "suffix"),
        ["find"] = new(1, (_, v, a) => IntegerValue.Of(Text(v).IndexOf(a.Text(0, string.Empty), StringComparison.Ordinal)), "part"),
        ["index"] = new(1, (r, v, a) => Text(v).IndexOf(a.Text(0, string.Empty), StringComparison.Ordinal) is >= 0 and var at ? IntegerValue.Of(at) : throw r.WrongType("The text does not have the part whose index is asked for."), "part"),
        ["count"] = new(1, (r, v, a) => IntegerValue.Of(Count(Text(v), a.Text(0, string.Empty))), "part"),
        ["split"] = new(0, Split, "sep", "maxsplit"),
        ["splitlines"] = new(0, (r, v, _) => Lines(r, Text(v))),
        ["join"] = new(1, Join, "items"),
        ["zfill"] = new(1, (r, v, a) => new TextValue(ZeroFill(Text(v), Width(r, a))), "width"),
        ["ljust"] = new(1, (r, v, a) => new TextValue(Text(v).PadRight(Width(r, a))), "width"),
        ["rjust"] = new(1, (r, v, a) => new TextValue(Text(v).PadLeft(Width(r, a))), "width"),
        ["isdigit"] = Test(char.IsDigit),
        ["isnumeric"] = Test(char.IsNumber),
        ["isalpha"] = Test(char.IsLetter),
        ["isalnum"] = Test(char.IsLetterOrDigit),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static string Text(Value value) => ((TextValue)value).Text;

    private static string? Characters(BoundArguments given) => given[0] is null ? null : given.Text(0, string.Empty);

    private static char[] Set(string characters) => characters.Length == 0 ? ['\0'] : characters.ToCharArray();

    private static Function Of(Func<string, string> change) => new(0, (r, v, _) => new TextValue(change(r.Spend(Text(v)))));

    private static Function Test(Func<char, bool> passes) => new(0, (_, v, _) => BooleanValue.Of(Text(v).Length > 0 && Text(v).All(passes)));

    // Other than the filter: every letter behind something that is none begins a word.
    private static string Title(string text)
        => string.Concat(text.Select((c, i) => i > 0 && char.IsLetter(text[i - 1]) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));

    private static int Width(TemplateRuntime runtime, BoundArguments given)
        => given.Int(0, 0) is var width && width <= FormatSpec.LargestWidth ? Math.Max(0, width) : throw runtime.Limit($"A text may be filled up to {FormatSpec.LargestWidth} characters.");

    private static string ZeroFill(string text, int width)
    {
        var sign = text.StartsWith('-') || text.StartsWith('+') ? text[..1] : string.Empty;
        return sign + text[sign.Length..].PadLeft(Math.Max(0, width - sign.Length), '0');
    }

    private static BooleanValue Any(TemplateRuntime runtime, BoundArguments given, Func<string, bool> passes)
        => BooleanValue.Of(given[0] is TupleValue several ? several.Items.Any(p => passes(runtime.Text.Of(p))) : passes(given.Text(0, string.Empty)));

    private static int Count(string text, string part)
    {
        if (part.Length == 0)
        {
            return text.Length + 1;
        }

        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private static ListValue Split(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var text = runtime.Spend(Text(value));
        var most = given.Int(1, -1) is >= 0 and < int.MaxValue and var limit ? limit + 1 : int.MaxValue;
        if (given[0] is not null && given.Text(0, string.Empty).Length == 0)
        {
            throw runtime.WrongType("The separator of 'split' cannot be empty.");
        }

        var parts = given[0] is null ? Words(text, most) : text.Split(given.Text(0, string.Empty), most);
        runtime.SpendItems(parts.Length);
        return new ListValue([.. parts.Select(p => new TextValue(p))]);
    }

    // White space of any length separates; the rest after the last split keeps its own.
    private static string[] Words(string text, int most)
    {
        var words = new List<string>();
        var rest = text.AsSpan().Trim();
        while (!rest.IsEmpty && words.Count < most - 1)
        {
            var length = 0;
            while (length < rest.Length && !char.IsWhiteSpace(rest[length]))
            {
                length++;
            }

            words.Add(rest[..length].ToString());
            rest = rest[length..].TrimStart();
        }

        if (!rest.IsEmpty)
        {
            words.Add(rest.ToString());
        }

        return [.. words];
    }

    private static ListValue Lines(TemplateRuntime runtime, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        runtime.SpendItems(lines.Count);
        return new ListValue([.. lines.Select(l => new TextValue(l))]);
    }

    private static Value Join(TemplateRuntime runtime, Value separator, BoundArguments given)
    {
        var items = runtime.Items(given.Given(0, NoneValue.Instance));
        return runtime.Filters.Apply(runtime, "join", new ListValue([.. items.Select(i => i is TextValue ? i : throw runtime.WrongType($"The method 'join' joins texts; found {i.Kind}. The filter 'join' takes anything."))]), new CallArguments([separator], CallArguments.None.Named));
    }
}
