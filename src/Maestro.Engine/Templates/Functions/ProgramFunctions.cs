using System.Diagnostics.CodeAnalysis;
using Maestro.Engine.Templates.Evaluation;
using Maestro.Engine.Templates.Values;

namespace Maestro.Engine.Templates.Functions;

/// <summary>Functions of the program that the engine works for, as filters and functions of templates.</summary>
internal static class ProgramFunctions
{
    public static Function AsFilter(TemplateFunction function) => new((runtime, self, given) => Call(runtime, function, given, [self, .. given.All.Positional]));

    public static Function AsFunction(TemplateFunction function) => new((runtime, _, given) => Call(runtime, function, given, given.All.Positional));

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong in code of others is a mistake at a place of the template that calls it.")]
    private static Value Call(TemplateRuntime runtime, TemplateFunction function, BoundArguments given, IEnumerable<Value> values)
    {
        if (given.All.Named.Keys.FirstOrDefault() is { } named)
        {
            throw runtime.WrongType($"{given.Name} takes no arguments by name; found '{named}'.");
        }

        var plain = new PlainValues(runtime, given.Name);
        object?[] arguments = [.. values.Select(plain.Of)];
        try
        {
            return plain.From(function(arguments));
        }
        catch (Exception broken) when (broken is not TemplateFailure)
        {
            // Ends here when the rendering was cancelled, which may be why.
            runtime.Spend();
            throw runtime.WrongType($"{given.Name} failed: {broken.Message}");
        }
    }
}
