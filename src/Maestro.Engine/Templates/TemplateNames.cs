namespace Maestro.Engine.Templates;

/// <summary>What can be a name in a template.</summary>
internal static class TemplateNames
{
    public static bool IsName(string name) => name.Length > 0 && !char.IsDigit(name[0]) && name.All(c => c == '_' || char.IsLetterOrDigit(c));

    /// <summary>Whether it is a word of the language itself.</summary>
    public static bool IsWord(string name) => name is "true" or "false" or "none" or "True" or "False" or "None" or "not" or "and" or "or" or "in" or "is" or "if";
}
