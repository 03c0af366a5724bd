using System.Text.RegularExpressions;

namespace Maestro.Engine.Tests.Conformance;

/// <summary>Holds matrix.md to its word: every row once, and everything it names is there.</summary>
public sealed partial class MatrixTests
{
    /// <summary>How many rows each part of the matrix has.</summary>
    private static readonly Dictionary<char, int> Parts = new()
    {
        ['L'] = 30,
        ['E'] = 50,
        ['P'] = 22,
        ['V'] = 14,
        ['N'] = 21,
        ['G'] = 24,
        ['C'] = 47,
        ['H'] = 26,
        ['R'] = 12,
        ['T'] = 14,
        ['A'] = 9,
        ['Q'] = 7,
        ['D'] = 36,
    };

    private static readonly string[] Decisions = ["keep", "fix", "extend", "drop"];
    private static readonly Row[] Rows = [.. RowPattern().Matches(Repository.Read("tests", "Maestro.Engine.Tests", "Conformance", "matrix.md")).Select(Row.Of)];

    [Fact]
    public void Has_every_row_once_with_a_decision()
    {
        var expected = Parts.SelectMany(part => Enumerable.Range(1, part.Value).Select(n => $"{part.Key}{n:00}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Rows.Select(r => r.Id).Order(StringComparer.Ordinal));
        Assert.All(Rows, r => Assert.Contains(r.Decision, Decisions));
        Assert.All(Rows, r => Assert.NotEmpty(r.HeldBy));
    }

    [Fact]
    public void Names_tests_that_exist()
    {
        var tests = TestsInSource();
        var named = Rows.SelectMany(r => r.HeldBy.Where(h => TestName().IsMatch(h)).Select(h => $"{r.Id} {h}"));
        Assert.DoesNotContain(named, n => !tests.Contains(n[4..]));
    }

    [Fact]
    public void Names_golden_cases_that_exist()
    {
        var numbers = Directory.GetDirectories(Repository.PathOf("tests", "Maestro.Conformance", "cases")).Select(d => Path.GetFileName(d)[..3]).ToHashSet();
        var named = Rows.SelectMany(r => r.HeldBy.Where(h => CaseNumber().IsMatch(h)).Select(h => $"{r.Id} {h}"));
        Assert.DoesNotContain(named, n => !numbers.Contains(n[4..]));
    }

    [Fact]
    public void Says_nothing_that_nobody_can_check()
        => Assert.DoesNotContain(Rows, r => r.HeldBy.Any(h => !TestName().IsMatch(h) && !CaseNumber().IsMatch(h) && !Reason().IsMatch(h)));

    [Fact]
    public void Leaves_no_row_about_the_language_for_later()
        => Assert.DoesNotContain(Rows, r => IsAboutLanguage(r.Id) && r.HeldBy.Any(h => h.StartsWith("later: ", StringComparison.Ordinal)));

    // Of the rows about order, the first seven are what the file says; the others are what plays make of it.
    private static bool IsAboutLanguage(string row)
        => "LEPVN".Contains(row[0], StringComparison.Ordinal) || (string.CompareOrdinal(row, "G00") > 0 && string.CompareOrdinal(row, "G08") < 0);

    private static HashSet<string> TestsInSource()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("tests"), "*Test*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.PathOf("tests", "Maestro.Docker.Tests"), "*.cs"))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        return [.. files.SelectMany(f =>
        {
            var source = File.ReadAllText(f);
            return TestMethod().Matches(source).Select(m => $"{Path.GetFileNameWithoutExtension(f)}.{m.Groups["name"].Value}");
        })];
    }

    [GeneratedRegex(@"^\| (?<id>[A-Z]\d\d) \| (?<behaviour>[^|]+) \| (?<decision>\w+) \| (?<held>[^|]+) \|$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^\w+Tests\.\w+$", RegexOptions.CultureInvariant)]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\d{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex CaseNumber();

    [GeneratedRegex(@"^(later|dropped|cannot occur): \w", RegexOptions.CultureInvariant)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\[\w*(?:Fact|Theory)[^\n]*\](?:\s*\[[^\n]*\])*\s*public (?:async )?(?:Task|void) (?<name>\w+)\(", RegexOptions.CultureInvariant)]
    private static partial Regex TestMethod();

    private sealed record Row(string Id, string Decision, string[] HeldBy)
    {
        public static Row Of(Match match)
            => new(match.Groups["id"].Value, match.Groups["decision"].Value, match.Groups["held"].Value.Split(", ", StringSplitOptions.TrimEntries));
    }
}
