using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>The argument <c>attribute</c> of filters: a name, an index, or a path such as <c>limits.memory</c>.</summary>
internal static class Attributes
{
    /// <summary>The attribute of an item; the item itself when none is asked for.</summary>
    public static Value Of(TemplateRuntime runtime, Value item, Value? attribute) => attribute switch
    {
        null => item,
        TextValue path => ValueMembers.Follow(runtime, item, path.Text.Split('.')),
        _ => ValueMembers.Item(runtime, item, attribute),
    };

    /// <summary>What texts are compared by when their case does not matter.</summary>
    public static Value IgnoreCase(Value value) => value is TextValue text ? new TextValue(text.Text.ToLowerInvariant()) : value;
}
