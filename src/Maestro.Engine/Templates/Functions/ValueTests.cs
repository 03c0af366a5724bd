using System.Collections.Frozen;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>All tests by name: what may stand behind <c>is</c>.</summary>
internal static class ValueTests
{
    public static readonly FrozenDictionary<string, Function> Table = new Dictionary<string, Function>(StringComparer.Ordinal)
    {
        ["defined"] = Kind(v => v is not UndefinedValue),
        ["undefined"] = Kind(v => v is UndefinedValue),
        ["none"] = Kind(v => v is NoneValue or UndefinedValue { IsNone: true }),
        ["boolean"] = Kind(v => v is BooleanValue),
        ["true"] = Kind(v => v is BooleanValue { Truth: true }),
        ["false"] = Kind(v => v is BooleanValue { Truth: false }),
        ["integer"] = Kind(v => v is IntegerValue),
        ["float"] = Kind(v => v is FloatValue),
        ["number"] = Kind(v => v is IntegerValue or FloatValue or BooleanValue),
        ["string"] = Kind(v => v is TextValue),
        ["mapping"] = Kind(v => v is MappingValue),
        ["sequence"] = Kind(v => v is SequenceValue or TextValue or MappingValue),
        ["iterable"] = Kind(v => v is SequenceValue or TextValue or MappingValue),
        ["callable"] = Kind(v => v is CallableValue),
        ["lower"] = Text(t => t.Any(char.IsLetter) && !t.Any(char.IsUpper)),
        ["upper"] = Text(t => t.Any(char.IsLetter) && !t.Any(char.IsLower)),
        ["even"] = Remainder(0),
        ["odd"] = Remainder(1),
        ["divisibleby"] = new(1, (r, v, a) => Truth(IsMultiple(r, v, a.Given(0, NoneValue.Instance), 0)), "num"),
        ["sameas"] = new(1, (r, v, a) => Truth(ReferenceEquals(v, a.Given(0, NoneValue.Instance))), "other"),
        ["in"] = new(1, (r, v, a) => Truth(r.Order.Contains(a.Given(0, NoneValue.Instance), v)), "seq"),
        ["filter"] = new(0, (r, v, _) => Truth(r.Filters.Contains(r.Text.Of(v)))),
        ["test"] = new(0, (r, v, _) => Truth(Table!.ContainsKey(r.Text.Of(v)))),
        ["eq"] = Order((r, a, b) => r.Order.AreEqual(a, b)),
        ["equalto"] = Order((r, a, b) => r.Order.AreEqual(a, b)),
        ["ne"] = Order((r, a, b) => !r.Order.AreEqual(a, b)),
        ["lt"] = Order((r, a, b) => r.Order.Compare(a, b) < 0),
        ["lessthan"] = Order((r, a, b) => r.Order.Compare(a, b) < 0),
        ["le"] = Order((r, a, b) => r.Order.Compare(a, b) <= 0),
        ["gt"] = Order((r, a, b) => r.Order.Compare(a, b) > 0),
        ["greaterthan"] = Order((r, a, b) => r.Order.Compare(a, b) > 0),
        ["ge"] = Order((r, a, b) => r.Order.Compare(a, b) >= 0),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // 'select' takes the signs too.
    private static readonly FrozenDictionary<string, string> Signs = new Dictionary<string, string>
    {
        ["=="] = "eq",
        ["!="] = "ne",
        ["<"] = "lt",
        ["<="] = "le",
        [">"] = "gt",
        [">="] = "ge",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Apply(TemplateRuntime runtime, string name, Value value, CallArguments arguments)
        => Table.TryGetValue(Signs.GetValueOrDefault(name, name), out var test)
            ? ((BooleanValue)test.Invoke(runtime, $"The test '{name}'", value, arguments)).Truth
            : throw new TemplateFailure(DiagnosticCodes.TemplateUnsupported, $"There is no test '{name}'{NearMiss.Hint(name, Table.Keys)}", runtime.At);

    private static BooleanValue Truth(bool truth) => BooleanValue.Of(truth);

    private static Function Kind(Func<Value, bool> isKind) => new(0, (_, v, _) => Truth(isKind(v)));

    private static Function Text(Func<string, bool> passes) => new(0, (r, v, _) => Truth(passes(r.Text.Of(v))));

    private static Function Order(Func<TemplateRuntime, Value, Value, bool> passes)
        => new(1, (r, v, a) => Truth(passes(r, v, a.Given(0, NoneValue.Instance))), "other");

    private static Function Remainder(int rest)
        => new(0, (r, v, _) => Truth(IsMultiple(r, v, IntegerValue.Of(2), rest)));

    private static bool IsMultiple(TemplateRuntime runtime, Value value, Value divisor, int rest)
        => runtime.Order.AreEqual(ValueArithmetic.Apply(runtime, "%", Number(runtime, value), Number(runtime, divisor)), IntegerValue.Of(rest));

    private static Value Number(TemplateRuntime runtime, Value value)
        => Numbers.TryGet(TemplateRuntime.Defined(value), out _) ? value : throw runtime.WrongType($"Expected a number; found {value.Kind}. The filter 'int' makes one of a text.");
}
