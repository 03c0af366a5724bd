namespace Maestro.Engine.Variables;

/// <summary>Turns the names of services, instances and ports into parts of variable names.</summary>
internal static class VariableName
{
    /// <summary>Every character that is no letter, digit or underscore becomes an underscore; the rest is upper case.</summary>
    public static string Part(string name)
        => string.Create(name.Length, name, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsLetterOrDigit(source[i]) ? char.ToUpperInvariant(source[i]) : '_';
            }
        });
}
