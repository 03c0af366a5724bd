using Maestro.Engine.Templates;

namespace Maestro.Engine.Loading;

/// <summary>What the user gives to the template of a file.</summary>
/// <param name="Variables">Names with texts.</param>
/// <param name="IsLenient">Whether what is undefined prints as nothing.</param>
internal sealed record TemplateInput(IReadOnlyDictionary<string, string> Variables, bool IsLenient)
{
    /// <summary>Filters and functions of the program that loads the file.</summary>
    public TemplateExtensions Extensions { get; init; } = TemplateExtensions.None;
}
