using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Syntax;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>Makes macros callable.</summary>
internal sealed class MacroCaller(TemplateRuntime runtime, TemplateEvaluator evaluator)
{
    private const string Caller = "caller";
    private const string MorePositional = "varargs";
    private const string MoreNamed = "kwargs";

    /// <summary>A macro as a value. It sees the names of the place where it is written.</summary>
    public CallableValue ToValue(Macro macro, Frame frame) => new(macro.Name, (_, given) => Call(macro, frame, given));

    private TextValue Call(Macro macro, Frame definition, CallArguments given)
    {
        using var level = runtime.Enter("Macros");
        var output = new TemplateOutput(runtime, keepsMap: false);
        var frame = definition with { Scope = new Scope(definition.Scope), Output = output };
        var at = runtime.At;
        Bind(macro, frame, given);
        evaluator.Execute(macro.Body, frame);
        runtime.At = at;
        return new TextValue(runtime.Spend(output.ToString()));
    }

    private void Bind(Macro macro, Frame frame, CallArguments given)
    {
        var named = new Dictionary<string, Value>(given.Named, StringComparer.Ordinal);
        for (var i = 0; i < macro.Parameters.Count; i++)
        {
            var (name, fallback) = macro.Parameters[i];
            var isNamed = named.Remove(name, out var value);
            if (i < given.Positional.Count)
            {
                value = !isNamed ? given.Positional[i] : throw runtime.WrongType($"The macro '{macro.Name}' is given '{name}' twice.");
            }

            frame.Scope.Set(name, value ?? (fallback is null ? NotGiven(macro, name) : evaluator.Evaluate(fallback, frame)));
        }

        BindRest(macro, frame, [.. given.Positional.Skip(macro.Parameters.Count)], named);
    }

    private void BindRest(Macro macro, Frame frame, List<Value> positional, Dictionary<string, Value> named)
    {
        if (named.Remove(Caller, out var caller) || macro.Names.Contains(Caller))
        {
            frame.Scope.Set(Caller, caller ?? NotCalledWithBlock(macro));
        }

        if (macro.Names.Contains(MorePositional))
        {
            frame.Scope.Set(MorePositional, new TupleValue(positional));
        }
        else if (positional.Count > 0)
        {
            throw runtime.WrongType($"The macro '{macro.Name}' takes at most {macro.Parameters.Count} argument{(macro.Parameters.Count == 1 ? string.Empty : "s")}; {macro.Parameters.Count + positional.Count} are given.");
        }

        if (macro.Names.Contains(MoreNamed))
        {
            frame.Scope.Set(MoreNamed, new MappingValue(named.Select(n => KeyValuePair.Create<Value, Value>(new TextValue(n.Key), n.Value))));
        }
        else if (named.Keys.FirstOrDefault() is { } unknown)
        {
            throw runtime.WrongType($"The macro '{macro.Name}' has no parameter '{unknown}'{NearMiss.Hint(unknown, macro.Parameters.Select(p => p.Name))}");
        }
    }

    private UndefinedValue NotGiven(Macro macro, string name)
        => new(new TemplateFailure(DiagnosticCodes.VariableUndefined, $"The macro '{macro.Name}' is called without its parameter '{name}'.", runtime.At), name, runtime.IsLenient);

    private UndefinedValue NotCalledWithBlock(Macro macro)
        => new(new TemplateFailure(DiagnosticCodes.VariableUndefined, $"The macro '{macro.Name}' is to be called with {{% call %}}, which gives it 'caller'.", runtime.At), Caller, runtime.IsLenient);
}
