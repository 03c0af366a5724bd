using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>Filters that apply filters and tests to each item.</summary>
internal static class SelectionFilters
{
    public static readonly Dictionary<string, Function> All = new(StringComparer.Ordinal)
    {
        ["map"] = new(Map),
        ["select"] = new((r, v, a) => Select(r, v, a.All, attribute: null, wanted: true)),
        ["reject"] = new((r, v, a) => Select(r, v, a.All, attribute: null, wanted: false)),
        ["selectattr"] = new((r, v, a) => Select(r, v, a.All.Skip(1), Attribute(r, a), wanted: true)),
        ["rejectattr"] = new((r, v, a) => Select(r, v, a.All.Skip(1), Attribute(r, a), wanted: false)),
    };

    private static ListValue Map(TemplateRuntime runtime, Value value, BoundArguments given)
    {
        var items = runtime.Items(value);
        if (given.All.Positional.Count == 0 && given.All.Named.TryGetValue("attribute", out var attribute))
        {
            var otherwise = given.All.Named.GetValueOrDefault("default");
            return new ListValue([.. items.Select(i => Attributes.Of(runtime, i, attribute)).Select(v => v is UndefinedValue && otherwise is not null ? otherwise : v)]);
        }

        if (given.All.Positional is not [TextValue filter, ..])
        {
            throw runtime.WrongType("The filter 'map' needs the name of a filter, or attribute=….");
        }

        var arguments = given.All.Skip(1);
        return new ListValue([.. items.Select(i => runtime.Filters.Apply(runtime, filter.Text, i, arguments))]);
    }

    private static Value Attribute(TemplateRuntime runtime, BoundArguments given)
        => given.All.Positional is [var attribute, ..] ? attribute : throw runtime.WrongType($"{given.Name} needs the name of an attribute.");

    private static ListValue Select(TemplateRuntime runtime, Value value, CallArguments test, Value? attribute, bool wanted)
    {
        Func<Value, bool> passes = test.Positional is []
            ? TemplateRuntime.Truth
            : Test(runtime, test);
        return new ListValue([.. runtime.Items(value).Where(i => passes(Attributes.Of(runtime, i, attribute)) == wanted)]);
    }

    private static Func<Value, bool> Test(TemplateRuntime runtime, CallArguments test)
    {
        var name = test.Positional[0] is TextValue text ? text.Text : throw runtime.WrongType("Expected the name of a test, such as 'defined'.");
        var arguments = test.Skip(1);
        return value => ValueTests.Apply(runtime, name, value, arguments);
    }
}
