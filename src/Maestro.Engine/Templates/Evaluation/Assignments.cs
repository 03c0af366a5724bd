using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Syntax;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Evaluation;

/// <summary>Gives values to names.</summary>
internal sealed class Assignments(TemplateRuntime runtime)
{
    public void Assign(AssignmentTarget target, Value value, Scope scope)
    {
        switch (target)
        {
            case NameTarget name:
                scope.Set(name.Name, value);
                break;
            case NamespaceTarget attribute:
                runtime.At = target.At;
                var space = scope.Find(attribute.Namespace) as NamespaceValue
                    ?? throw runtime.WrongType($"'{attribute.Namespace}' is no namespace; make it one: {{% set {attribute.Namespace} = namespace() %}}.");
                space.Attributes[attribute.Name] = value;
                break;
            case TupleTarget tuple:
                Unpack(tuple, value, scope);
                break;
        }
    }

    /// <summary>Marks the names that a statement which failed would have given, so that their absence is not reported again.</summary>
    public static void GiveUp(Statement statement, Scope scope)
    {
        switch (statement)
        {
            case SetStatement set:
                GiveUp(set.Target, scope);
                break;
            case SetBlockStatement set:
                GiveUp(set.Target, scope);
                break;
            case ImportStatement import:
                scope.Set(import.Alias, UndefinedValue.Reported(import.At));
                break;
            case FromImportStatement import:
                foreach (var (_, alias, at) in import.Names)
                {
                    if (scope.Find(alias) is null)
                    {
                        scope.Set(alias, UndefinedValue.Reported(at));
                    }
                }

                break;
        }
    }

    private static void GiveUp(AssignmentTarget target, Scope scope)
    {
        switch (target)
        {
            case NameTarget name:
                scope.Set(name.Name, UndefinedValue.Reported(name.At));
                break;
            case TupleTarget tuple:
                foreach (var item in tuple.Items)
                {
                    GiveUp(item, scope);
                }

                break;
        }
    }

    private void Unpack(TupleTarget target, Value value, Scope scope)
    {
        runtime.At = target.At;
        var items = runtime.Items(value);
        if (items.Count != target.Items.Count)
        {
            throw new TemplateFailure(DiagnosticCodes.TemplateOperation, $"Expected {target.Items.Count} values for {target.Items.Count} names; found {items.Count}.", target.At);
        }

        for (var i = 0; i < items.Count; i++)
        {
            Assign(target.Items[i], items[i], scope);
        }
    }
}
