using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates.Functions;

namespace Maestro.Engine.Templates;

/// <summary>What a program adds to the language of templates.</summary>
/// <param name="Filters">Filters by name.</param>
/// <param name="Functions">Functions by name.</param>
internal sealed record TemplateExtensions(IReadOnlyDictionary<string, TemplateFunction> Filters, IReadOnlyDictionary<string, TemplateFunction> Functions)
{
    public static readonly TemplateExtensions None = new(new Dictionary<string, TemplateFunction>(), new Dictionary<string, TemplateFunction>());

    /// <summary>Refuses names that no template could say, and those that mean something else.</summary>
    /// <exception cref="MaestroException">There is such a name.</exception>
    public void Check()
    {
        Check("filter", Filters.Keys, Templates.Functions.Filters.Table.Keys);
        Check("function", Functions.Keys, [.. Globals.Names, "env"]);
    }

    private static void Check(string kind, IEnumerable<string> names, IEnumerable<string> builtIn)
    {
        foreach (var name in names)
        {
            if (!TemplateNames.IsName(name) || TemplateNames.IsWord(name))
            {
                throw Refusal($"'{name}' cannot be the name of a {kind} for templates; use letters, digits and '_', and no word of the language.");
            }

            if (builtIn.Contains(name, StringComparer.Ordinal))
            {
                throw Refusal($"'{name}' cannot be the name of a {kind} for templates, since templates have it already; choose another name.");
            }
        }
    }

    private static MaestroException Refusal(string message) => new(Diagnostic.Error(DiagnosticCodes.InvalidOption, message));
}
