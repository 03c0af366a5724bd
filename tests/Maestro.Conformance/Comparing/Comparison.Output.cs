using System.Globalization;
using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;

namespace Maestro.Conformance.Comparing;

// What the command line says: exit code, errors, the lines of deptree and logs, the states of status.
internal sealed partial class Comparison
{
    private void CompareExit()
    {
        if (_run.ExitCode is null)
        {
            Differ("the run did not end in time");
        }
        else if ((_run.ExitCode == 0) != (_golden.Exit == 0))
        {
            Differ($"the exit status is {_run.ExitCode}, expected {(_golden.Exit == 0 ? "zero" : "non-zero")}{FirstErrorIn(_run.Error)}");
        }
    }

    private void CompareError()
    {
        if (_golden.Error is not { } error)
        {
            return;
        }

        var said = _run.Output + _run.Error;
        foreach (var mention in (error.Mentions ?? []).Where(m => !said.Contains(m, StringComparison.Ordinal)))
        {
            Differ($"the output does not mention '{mention}': {_run.Error.Trim()}");
        }

        var expected = Tolerances.GroupOf(error.Kind);
        var groups = ErrorCode().Matches(_run.Error).Select(m => GroupsOf(m.Groups["code"].Value)).ToList();
        if (groups.Count == 0)
        {
            Differ($"there is no error with a code, expected one about '{error.Kind}'");
        }
        else if (groups.Exists(g => !g.Contains(expected)))
        {
            Differ($"an error is not about '{error.Kind}': {_run.Error.Trim()}");
        }
    }

    private void CompareOutput()
    {
        if (_golden.Stdout is { } stdout && !Tidy(stdout).SequenceEqual(Tidy(_run.Output)))
        {
            Differ($"standard output differs; expected:\n{string.Join('\n', Tidy(stdout))}\nand is:\n{string.Join('\n', Tidy(_run.Output))}");
        }

        foreach (var (instance, state) in _golden.States ?? new Dictionary<string, string>())
        {
            var row = Regex.Match(_run.Output, $@"^ *\d+\. +{Regex.Escape(instance)} .* (?<state>running|down)\b", RegexOptions.Multiline);
            if (row.Groups["state"].Value != state)
            {
                Differ($"state of {instance}", row.Groups["state"].Value, state);
            }
        }
    }

    // A document that is YAML and no mapping may be called a mistake of either group.
    private static string[] GroupsOf(string code)
    {
        var known = DiagnosticCodes.All.Single(c => c.Id == code);
        return known switch
        {
            _ when known == DiagnosticCodes.FileNotFound || known == DiagnosticCodes.FileUnreadable => ["file"],
            _ when known == DiagnosticCodes.NotOneMapping => ["yaml", "environment"],
            _ => known.Area switch
            {
                DiagnosticArea.File => ["yaml"],
                DiagnosticArea.Template => ["template"],
                DiagnosticArea.Environment => ["environment"],
                DiagnosticArea.Usage => ["usage"],
                _ => ["orchestration"],
            },
        };
    }

    private static string FirstErrorIn(string text)
        => ErrorLine().Match(text) is { Success: true } line ? string.Create(CultureInfo.InvariantCulture, $" ({line.Value.Trim()})") : string.Empty;

    private static IEnumerable<string> Tidy(string text)
        => Colour().Replace(text, string.Empty).Split('\n').Select(l => l.TrimEnd())
            .Where(l => l.Length > 0 && !l.Contains("Inspecting", StringComparison.Ordinal) && !l.Contains("Requesting", StringComparison.Ordinal));

    [GeneratedRegex(@"\berror (?<code>MAESTRO\d{3}):", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"^.*\berror MAESTRO\d{3}:.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"\e\[[0-9;]*[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex Colour();
}
