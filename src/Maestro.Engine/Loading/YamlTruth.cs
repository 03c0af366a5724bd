namespace Maestro.Engine.Loading;

/// <summary>True and false in the spellings of YAML 1.1, which files written for MaestroNG use.</summary>
internal static class YamlTruth
{
    private static readonly HashSet<string> True = new(["true", "yes", "on", "y"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> False = new(["false", "no", "off", "n"], StringComparer.OrdinalIgnoreCase);

    public static bool TryParse(string text, out bool truth)
    {
        truth = True.Contains(text);
        return truth || False.Contains(text);
    }
}
