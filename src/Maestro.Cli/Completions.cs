using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.RegularExpressions;
using Maestro.Engine.Model;

namespace Maestro.Cli;

/// <summary>The words that may come next in a line: commands, options and their values, names in the environment file. No ship is asked.</summary>
internal sealed partial class Completions(CommandCall call)
{
    private static readonly string[] NamesOfThings = ["things", "instance"];

    /// <param name="line">The line, with the name of the tool as its first word.</param>
    /// <param name="position">Where in the line the cursor is.</param>
    public IReadOnlyList<string> Of(string line, int position)
    {
        var typed = line.PadRight(position)[..Math.Max(0, position)].TrimStart();
        var end = typed.IndexOf(' ', StringComparison.Ordinal);
        if (end < 0)
        {
            return [];
        }

        typed = typed[(end + 1)..];
        var word = typed[(typed.LastIndexOf(' ') + 1)..];
        var root = call.Given.RootCommandResult.Command;
        Prepare(root);
        return [.. root.Parse(typed).GetCompletions(typed.Length)
            .Select(c => c.InsertText ?? c.Label)
            .Where(c => c.StartsWith(word, StringComparison.Ordinal) && !c.StartsWith('/') && c != "-?")
            .Where(c => word.StartsWith('-') || !c.StartsWith('-'))
            .Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^[a-z]+(\|[a-z]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Choices();

    private void Prepare(Command root)
    {
        foreach (var command in root.Subcommands)
        {
            foreach (var argument in command.Arguments)
            {
                Offer(argument.CompletionSources, argument.HelpName, argument.Name);
            }

            foreach (var option in command.Options)
            {
                Offer(option.CompletionSources, option.HelpName, option.Name);
            }
        }
    }

    private void Offer(List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, string? helpName, string name)
    {
        Func<MaestroEnvironment, IEnumerable<string>>? names = name switch
        {
            _ when NamesOfThings.Contains(name) => e => e.Services.Select(s => s.Name).Concat(e.Instances.Select(i => i.Name)),
            "--container-filter" => e => e.Instances.Select(i => i.Name),
            "--ship-filter" => e => e.Ships.Select(s => s.Name),
            _ => null,
        };
        if (names is not null)
        {
            sources.Add(context => call.TryLoad(context.ParseResult) is { } environment ? names(environment).Select(n => new CompletionItem(n)) : []);
        }
        else if (helpName is not null && Choices().IsMatch(helpName))
        {
            sources.Add(_ => helpName.Split('|').Select(c => new CompletionItem(c)));
        }
    }
}
