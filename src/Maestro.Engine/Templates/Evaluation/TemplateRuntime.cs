using System.Runtime.CompilerServices;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Functions;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>What all evaluation of one rendering shares: where it is, what it has spent, and how values turn into others.</summary>
internal sealed class TemplateRuntime
{
    private readonly CancellationToken _cancellation;
    private long _steps;
    private int _depth;

    public TemplateRuntime(TemplateSource source, bool isLenient, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        (At, IsLenient) = (new Place(source, 0), isLenient);
        (Text, Order) = (new ValueText(this), new ValueOrder(this));
    }

    /// <summary>The place that a failure is blamed on.</summary>
    public Place At { get; set; }

    public bool IsLenient { get; }

    public required FilterSet Filters { get; init; }

    /// <summary>What the output is made of; null when nobody wants to know.</summary>
    public VariableTrace? Trace { get; init; }

    public ValueText Text { get; }

    public ValueOrder Order { get; }

    /// <summary>Counts steps, and ends a template that makes too many.</summary>
    public void Spend(long steps = 1)
    {
        _cancellation.ThrowIfCancellationRequested();
        _steps += steps;
        if (_steps > TemplateLimits.Steps)
        {
            throw Limit($"The template takes more than {TemplateLimits.Steps / 1_000_000} million steps; a loop is probably larger than was meant.");
        }
    }

    /// <summary>Counts the work on a text, and refuses one that is too long.</summary>
    public string Spend(string text)
    {
        SpendText(text.Length);
        return text;
    }

    public void SpendText(long length)
    {
        if (length > TemplateLimits.Characters)
        {
            throw Limit($"The template makes a text of more than {TemplateLimits.Characters / 1_000_000} million characters.");
        }

        Spend(length / TemplateLimits.CharactersPerStep);
    }

    /// <summary>Counts the items of a list that is about to be made.</summary>
    public int SpendItems(long count)
    {
        if (count > TemplateLimits.Items)
        {
            throw Limit($"The template makes a list of more than {TemplateLimits.Items} items.");
        }

        Spend(count);
        return (int)count;
    }

    /// <summary>Goes one level deeper into macros, files and blocks until what it returns is disposed.</summary>
    public Level Enter(string what)
    {
        if (_depth >= TemplateLimits.Depth)
        {
            throw Limit($"{what} are nested more than {TemplateLimits.Depth} levels deep.");
        }

        _depth++;
        return new Level(this);
    }

    /// <summary>Refuses to recurse when the stack would not bear it.</summary>
    public void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limit("The template is nested too deeply.");
        }
    }

    /// <summary>The value, which must be there.</summary>
    public static Value Defined(Value value) => value is UndefinedValue { IsLenient: false } missing ? throw missing.Failure : value;

    public TemplateFailure WrongType(string message) => new(DiagnosticCodes.TemplateOperation, message, At);

    public TemplateLimitFailure Limit(string message) => new(message, At);

    public static bool Truth(Value value) => value switch
    {
        UndefinedValue { IsLenient: false, HasTruth: false } missing => throw missing.Failure,
        NoneValue or UndefinedValue => false,
        TextValue text => text.Text.Length > 0,
        SequenceValue sequence => sequence.Count > 0,
        MappingValue mapping => mapping.Entries.Count > 0,
        _ => !Numbers.TryGet(value, out var number) || !number.IsZero,
    };

    /// <summary>What a loop or a filter goes through: items, keys, or characters.</summary>
    public IReadOnlyList<Value> Items(Value value)
    {
        switch (Defined(value))
        {
            case UndefinedValue:
                return [];
            case SequenceValue sequence:
                SpendItems(sequence.Count);
                return [.. Enumerable.Range(0, sequence.Count).Select(i => sequence[i])];
            case MappingValue mapping:
                SpendItems(mapping.Entries.Count);
                return [.. mapping.Entries.Keys];
            case TextValue text:
                SpendItems(text.Text.Length);
                return [.. Characters(text.Text)];
            default:
                throw WrongType($"Expected a list, a mapping or a text to go through; found {value.Kind}.");
        }
    }

    /// <summary>A whole number that counts or indexes something.</summary>
    public int Int(Value value, string what)
        => Numbers.TryGet(Defined(value), out var number) && !number.IsFloat
            ? (int)System.Numerics.BigInteger.Max(int.MinValue, System.Numerics.BigInteger.Min(int.MaxValue, number.Integer))
            : throw WrongType($"Expected a whole number for {what}; found {value.Kind}.");

    public static IEnumerable<Value> Characters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            yield return new TextValue(text.Substring(i, length));
            i += length - 1;
        }
    }

    internal readonly struct Level(TemplateRuntime runtime) : IDisposable
    {
        public void Dispose() => runtime._depth--;
    }
}
