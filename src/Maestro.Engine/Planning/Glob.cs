using System.Text;
using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Planning;

/// <summary>A shell pattern over a whole name: <c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[!abc]</c>; case matters.</summary>
internal sealed class Glob
{
    private readonly Regex _regex;

    /// <exception cref="MaestroException">A range such as <c>[z-a]</c> runs backwards.</exception>
    public Glob(string pattern)
    {
        try
        {
            _regex = new Regex(Translate(pattern), RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
        }
        catch (RegexParseException exception)
        {
            throw new MaestroException(
                Diagnostic.Error(DiagnosticCodes.InvalidOption, $"'{pattern}' is no valid filter: a range in brackets must run from the lower to the higher character, as in [a-z]."),
                exception);
        }
    }

    public bool Matches(string name) => _regex.IsMatch(name);

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            var closing = pattern[i] == '[' ? ClosingBracket(pattern, i) : -1;
            if (closing > 0)
            {
                regex.Append(CharacterClass(pattern[(i + 1)..closing]));
                i = closing;
                continue;
            }

            regex.Append(pattern[i] switch
            {
                '*' => ".*",
                '?' => ".",
                var other => Regex.Escape(other.ToString()),
            });
        }

        return regex.Append(@"\z").ToString();
    }

    // A bracket right behind the opening one (or its '!') stands for itself; without a closing bracket the opening one does.
    private static int ClosingBracket(string pattern, int opening)
    {
        var first = opening + 1 < pattern.Length && pattern[opening + 1] == '!' ? opening + 2 : opening + 1;
        return first + 1 > pattern.Length ? -1 : pattern.IndexOf(']', Math.Min(first + 1, pattern.Length));
    }

    private static string CharacterClass(string content)
    {
        var negated = content.StartsWith('!');
        var characters = (negated ? content[1..] : content)
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("[", @"\[", StringComparison.Ordinal)
            .Replace("]", @"\]", StringComparison.Ordinal)
            .Replace("^", @"\^", StringComparison.Ordinal);
        return negated ? $"[^{characters}]" : $"[{characters}]";
    }
}
