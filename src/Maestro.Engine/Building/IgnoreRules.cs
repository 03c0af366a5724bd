using System.Text;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Building;

/// <summary>The rules of a <c>.dockerignore</c>: the last one that matches a path, or a folder above it, decides.</summary>
internal sealed class IgnoreRules
{
    private readonly List<(Regex Pattern, bool Keeps)> _rules;

    private IgnoreRules(List<(Regex, bool)> rules) => _rules = rules;

    /// <summary>Whether a rule may keep something in a folder that is left out.</summary>
    public bool HasExceptions => _rules.Exists(r => r.Keeps);

    public static IgnoreRules Parse(string text)
    {
        List<(Regex, bool)> rules = [];
        foreach (var line in text.TrimStart('\uFEFF').Split('\n').Where(l => !l.StartsWith('#')).Select(l => l.Trim()))
        {
            var keeps = line.StartsWith('!');
            var pattern = Clean(keeps ? line[1..].Trim() : line);
            if (pattern.Length > 0)
            {
                rules.Add((ToRegex(pattern), keeps));
            }
        }

        return new IgnoreRules(rules);
    }

    /// <param name="path">From the context, with slashes.</param>
    public bool Ignores(string path) => _rules.FindLast(r => r.Pattern.IsMatch(path)) is { Pattern: not null, Keeps: false };

    // As a path: without '.', empty parts and what '..' takes back.
    private static string Clean(string pattern)
    {
        var parts = new List<string>();
        foreach (var part in pattern.Split('/').Where(p => p is not ("" or ".")))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "..")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private static Regex ToRegex(string pattern)
    {
        var regex = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when pattern.AsSpan(i).StartsWith("**/"):
                    regex.Append("(?:.*/)?");
                    i += 2;
                    break;
                case '*' when pattern.AsSpan(i).StartsWith("**"):
                    regex.Append(".*");
                    i++;
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', i + 1) is > 0 and var end:
                    regex.Append(Set(pattern[(i + 1)..end]) ?? throw Wrong(pattern));
                    i = end;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        try
        {
            return new Regex(regex.Append(@"(?:/.*)?\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
        }
        catch (ArgumentException exception)
        {
            throw Wrong(pattern, exception);
        }
    }

    private static string? Set(string characters)
    {
        var negated = characters.StartsWith('^');
        var escaped = characters[(negated ? 1 : 0)..].Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);
        return escaped.Length == 0 ? null : $"[{(negated ? "^" : string.Empty)}{escaped}]";
    }

    private static BuildInputException Wrong(string pattern, Exception? inner = null) => new($"A .dockerignore has the pattern '{pattern}', which is none.", inner);
}
