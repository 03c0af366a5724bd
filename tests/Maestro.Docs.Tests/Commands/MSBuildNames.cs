using System.Text.RegularExpressions;
using Maestro.Testing;

namespace Maestro.Docs.Tests.Commands;

/// <summary>The names that mean something to the packages of MSBuild: targets, properties, items.</summary>
internal static partial class MSBuildNames
{
    /// <summary>All of them, as they stand in the files of the packages.</summary>
    public static IReadOnlySet<string> All { get; } = Files().SelectMany(f => In(File.ReadAllText(f))).ToHashSet();

    /// <summary>The names that a text has.</summary>
    public static IEnumerable<string> In(string text)
        => NamePattern().Matches(text).Select(m => m.Value).Distinct();

    private static IEnumerable<string> Files()
        => Directory.GetFiles(RepositoryFolder.PathOf("src"), "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".targets", StringComparison.Ordinal) || f.EndsWith(".props", StringComparison.Ordinal));

    [GeneratedRegex(@"\bMaestro[A-Za-z]+\b", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
