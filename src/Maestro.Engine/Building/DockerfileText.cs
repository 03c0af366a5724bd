using System.Text.RegularExpressions;

namespace Maestro.Engine.Building;

/// <summary>The instructions of a Dockerfile, as far as they must be known: where each stands, and which images it begins with.</summary>
internal sealed partial class DockerfileText
{
    private readonly List<(int Line, string Text)> _instructions = [];

    private DockerfileText()
    {
    }

    public static DockerfileText Parse(string text)
    {
        var parsed = new DockerfileText();
        var lines = text.Split('\n').Select(l => l.Trim()).ToList();
        var escape = lines.TakeWhile(l => l.StartsWith('#')).Select(l => EscapeDirective().Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value ?? @"\";
        var goesOn = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            var ends = !line.EndsWith(escape, StringComparison.Ordinal);
            parsed.Take(ends ? line : line[..^1], i + 1, goesOn);
            goesOn = !ends;
        }

        return parsed;
    }

    /// <summary>The line of a step, which engines count from 1; 0 when there is no such step.</summary>
    public int LineOf(int step) => step >= 1 && step <= _instructions.Count ? _instructions[step - 1].Line : 0;

    /// <summary>The images that it begins with, as far as they can be told.</summary>
    /// <param name="args">The values of its arguments.</param>
    public IEnumerable<string> BaseImages(IReadOnlyDictionary<string, string> args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var stages = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "scratch" };
        foreach (var words in _instructions.Select(i => i.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words is ["ARG" or "arg", var arg] && stages.Count == 1)
            {
                var (name, value) = arg.Split('=', 2) is [var left, var right] ? (left, right.Trim('"', '\'')) : (arg, string.Empty);
                values[name] = args.GetValueOrDefault(name, value);
            }
            else if (words.Length > 1 && words[0].Equals("FROM", StringComparison.OrdinalIgnoreCase))
            {
                var operands = words.Skip(1).SkipWhile(w => w.StartsWith("--", StringComparison.Ordinal)).ToList();
                var image = operands.Count == 0 ? string.Empty : Variable().Replace(operands[0], m => values.GetValueOrDefault(m.Groups["name"].Value, string.Empty));
                var isStage = stages.Contains(image);
                stages.Add(operands is [_, _, var stage] ? stage : image);
                if (image.Length > 0 && !isStage)
                {
                    yield return image;
                }
            }
        }
    }

    private void Take(string line, int number, bool goesOn)
    {
        if (goesOn && _instructions.Count > 0)
        {
            _instructions[^1] = _instructions[^1] with { Text = $"{_instructions[^1].Text} {line}" };
        }
        else
        {
            _instructions.Add((number, line));
        }
    }

    [GeneratedRegex(@"\A#\s*escape\s*=\s*(\\|`)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EscapeDirective();

    [GeneratedRegex(@"\$(?:\{(?<name>\w+)[^}]*\}|(?<name>\w+))", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
