using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>A filter, a test, a method or a function: what it does with the value it is applied to and with its arguments.</summary>
/// <param name="required">How many of the parameters must be given.</param>
/// <param name="body">What it does.</param>
/// <param name="parameters">Their names, in order.</param>
internal sealed class Function(int required, Func<TemplateRuntime, Value, BoundArguments, Value> body, params string[] parameters)
{
    /// <summary>A function that looks at its arguments itself.</summary>
    public Function(Func<TemplateRuntime, Value, BoundArguments, Value> body)
        : this(0, body) => TakesAll = true;

    private bool TakesAll { get; }

    /// <summary>Calls it.</summary>
    /// <param name="name">How messages name it, at the beginning of a sentence.</param>
    public Value Invoke(TemplateRuntime runtime, string name, Value self, CallArguments given)
    {
        runtime.Spend();
        return body(runtime, self, TakesAll ? new BoundArguments(runtime, name, [], given) : Bind(runtime, name, given));
    }

    private BoundArguments Bind(TemplateRuntime runtime, string name, CallArguments given)
    {
        if (given.Positional.Count > parameters.Length)
        {
            throw runtime.WrongType($"{name} takes {Arguments(parameters.Length)}; {given.Positional.Count} are given.");
        }

        var values = new Value?[parameters.Length];
        for (var i = 0; i < given.Positional.Count; i++)
        {
            values[i] = given.Positional[i];
        }

        foreach (var (parameter, value) in given.Named)
        {
            var index = Array.IndexOf(parameters, parameter);
            if (index < 0 || values[index] is not null)
            {
                throw runtime.WrongType(index < 0 ? $"{name} takes no argument '{parameter}'." : $"{name} is given '{parameter}' twice.");
            }

            values[index] = value;
        }

        for (var i = 0; i < required; i++)
        {
            if (values[i] is null)
            {
                throw runtime.WrongType($"{name} needs the argument '{parameters[i]}'.");
            }
        }

        return new BoundArguments(runtime, name, values, given);
    }

    private static string Arguments(int count) => count switch { 0 => "no arguments", 1 => "one argument", _ => $"at most {count} arguments" };
}

/// <summary>The arguments of a call, in the order of the parameters.</summary>
internal sealed class BoundArguments(TemplateRuntime runtime, string name, Value?[] values, CallArguments all)
{
    /// <summary>As they were given.</summary>
    public CallArguments All { get; } = all;

    /// <summary>How messages name what is called.</summary>
    public string Name { get; } = name;

    public Value? this[int index] => values[index] is NoneValue ? null : values[index];

    /// <summary>The argument even when it is none.</summary>
    public Value Given(int index, Value otherwise) => values[index] ?? otherwise;

    public string Text(int index, string otherwise) => this[index] is { } value ? runtime.Text.Of(value) : otherwise;

    public int Int(int index, int otherwise) => this[index] is { } value ? runtime.Int(value, "an argument") : otherwise;

    public bool Truth(int index, bool otherwise = false) => this[index] is { } value ? TemplateRuntime.Truth(value) : otherwise;
}
