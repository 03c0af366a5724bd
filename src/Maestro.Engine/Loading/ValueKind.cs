namespace Maestro.Engine.Loading;

/// <summary>What kind of value a field takes, so that documents and schemas can be made from the tables.</summary>
internal abstract record ValueKind;

/// <summary>Text; numbers and truths count as the text they are written with.</summary>
internal sealed record TextKind : ValueKind;

/// <summary>A whole number within bounds.</summary>
internal sealed record IntegerKind(long? Least, long? Most) : ValueKind;

/// <summary>A number above zero, whole or not.</summary>
/// <param name="OrZero">Whether zero will do as well.</param>
internal sealed record NumberKind(bool OrZero = false) : ValueKind;

/// <summary>True or false.</summary>
internal sealed record BooleanKind : ValueKind;

/// <summary>One of some words.</summary>
internal sealed record ChoiceKind(IReadOnlyList<string> Words) : ValueKind;

/// <summary>A list of values of one kind.</summary>
internal sealed record ListKind(ValueKind Item) : ValueKind;

/// <summary>A mapping whose keys are names that the user chooses.</summary>
/// <param name="Value">What stands behind each name.</param>
/// <param name="OrNothing">Whether a name may stand alone, although a section would stand behind it.</param>
internal sealed record MapKind(ValueKind Value, bool OrNothing = false) : ValueKind;

/// <summary>A mapping whose keys are the fields of a table.</summary>
internal sealed record SectionKind(Func<FieldTable> Table) : ValueKind;

/// <summary>A mapping whose keys are the fields of one of several tables; a field that all have says which.</summary>
/// <param name="Selector">The field.</param>
/// <param name="Sections">The tables, by the word that selects each.</param>
internal sealed record OneOfSectionsKind(string Selector, IReadOnlyList<(string Word, Func<FieldTable> Table)> Sections) : ValueKind;

/// <summary>A value of any of several kinds.</summary>
internal sealed record EitherKind(IReadOnlyList<ValueKind> Kinds) : ValueKind;

/// <summary>Anything at all.</summary>
internal sealed record AnythingKind : ValueKind;

/// <summary>The kinds by short names, for the tables.</summary>
internal static class Kinds
{
    public static ValueKind Text { get; } = new TextKind();

    public static ValueKind Number { get; } = new NumberKind();

    public static ValueKind NumberOrZero { get; } = new NumberKind(OrZero: true);

    public static ValueKind Boolean { get; } = new BooleanKind();

    public static ValueKind Anything { get; } = new AnythingKind();

    /// <summary>Text or a list of words.</summary>
    public static ValueKind TextOrList { get; } = OneOrMore(Text);

    /// <summary>A mapping of names to text.</summary>
    public static ValueKind TextMap { get; } = MapOf(Text);

    public static ValueKind Port { get; } = Integer(1, PortSpec.Highest);

    public static ValueKind Integer(long? least = null, long? most = null) => new IntegerKind(least, most);

    public static ValueKind OneOf(params string[] words) => new ChoiceKind(words);

    public static ValueKind ListOf(ValueKind item) => new ListKind(item);

    public static ValueKind MapOf(ValueKind value, bool orNothing = false) => new MapKind(value, orNothing);

    public static ValueKind Section(Func<FieldTable> table) => new SectionKind(table);

    public static ValueKind OneOfSections(string selector, IReadOnlyList<(string Word, Func<FieldTable> Table)> sections) => new OneOfSectionsKind(selector, sections);

    public static ValueKind Either(params ValueKind[] kinds) => new EitherKind(kinds);

    /// <summary>A value, or a list of them.</summary>
    public static ValueKind OneOrMore(ValueKind kind) => Either(kind, ListOf(kind));
}
