using System.CommandLine;
using System.CommandLine.Parsing;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Cli;

/// <summary>The words that say which instances a command is about, for commands that only read.</summary>
internal sealed class ThingOptions
{
    private readonly Argument<string[]> _things = new("things")
    {
        Description = "Services and instances; none for all that are not omitted.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _withDependencies = new("--with-dependencies", "-d") { Description = "Also what the named things depend on." };
    private readonly Option<string?> _containerFilter = new("--container-filter", "-C") { Description = "Only instances whose name matches the pattern.", HelpName = "glob" };
    private readonly Option<string?> _shipFilter = new("--ship-filter", "-S") { Description = "Only instances on ships whose name matches the pattern.", HelpName = "glob" };

    public void AddTo(Command command)
    {
        _things.Validators.Add(RefuseOptions);
        command.Add(_things);
        command.Add(_withDependencies);
        command.Add(_containerFilter);
        command.Add(_shipFilter);
    }

    public Play Play(PlayKind kind, ParseResult given) => new(kind)
    {
        Things = given.GetValue(_things) ?? [],
        WithDependencies = given.GetValue(_withDependencies),
        ContainerFilter = given.GetValue(_containerFilter),
        ShipFilter = given.GetValue(_shipFilter),
    };

    // The parser takes an option it does not know for a thing.
    private static void RefuseOptions(ArgumentResult given)
    {
        foreach (var token in given.Tokens.Where(t => t.Value.StartsWith('-')))
        {
            given.AddError($"There is no option {token.Value} here.");
        }
    }
}
