using Maestro.Engine.Templates.Evaluation;

namespace Maestro.Engine.Templates.Values;

/// <summary>Something that can be called: a function, a method of a value, a macro.</summary>
/// <param name="name">How messages name it.</param>
/// <param name="call">What it does.</param>
internal sealed class CallableValue(string name, Func<TemplateRuntime, CallArguments, Value> call) : Value
{
    public override string Kind => "a function";

    public string Name { get; } = name;

    public Value Call(TemplateRuntime runtime, CallArguments arguments) => call(runtime, arguments);
}

/// <summary>What a call was given.</summary>
internal sealed record CallArguments(IReadOnlyList<Value> Positional, IReadOnlyDictionary<string, Value> Named)
{
    public static readonly CallArguments None = new([], new Dictionary<string, Value>());

    /// <summary>The arguments without the first ones.</summary>
    public CallArguments Skip(int count) => this with { Positional = [.. Positional.Skip(count)] };
}
