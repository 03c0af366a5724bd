using System.Globalization;
using System.Text.RegularExpressions;
using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>Passes when enough lines of the container's log, since its last start, match a regular expression.</summary>
internal sealed class LogCheck(LogCheckSpec spec, IInstanceProbe probe) : ICheck
{
    private const int LongestLineShown = 200;
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);
    private readonly Regex _regex = new(spec.MatchRegex, RegexOptions.CultureInvariant, MatchLimit);
    private string _last = string.Empty;
    private int _lines;
    private int _matches;

    public string FoundSoFar => Describe("so far");

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellation)
    {
        (_last, _lines, _matches) = (string.Empty, 0, 0);
        await foreach (var line in probe.ReadLogAsync(cancellation).ConfigureAwait(false))
        {
            (_last, _lines) = (line, _lines + 1);
            if (Matches(line) && ++_matches == spec.Times)
            {
                return ProbeResult.Pass;
            }
        }

        return ProbeResult.NotYet(Describe("until it ended"));
    }

    // A line that takes the expression too long is no match.
    private bool Matches(string line)
    {
        try
        {
            return _regex.IsMatch(line);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private string Describe(string when)
    {
        var of = spec.Times > 1 ? string.Create(CultureInfo.InvariantCulture, $"{_matches} of {spec.Times}") : "none";
        var last = _last.Length > LongestLineShown ? _last[..LongestLineShown] + "…" : _last;
        return _lines == 0
            ? $"no line {when}"
            : string.Create(CultureInfo.InvariantCulture, $"{of} matched among {_lines} {(_lines == 1 ? "line" : "lines")} {when}, the last one being '{last}'");
    }
}
