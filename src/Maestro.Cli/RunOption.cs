using System.CommandLine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Cli;

/// <summary>The copy of the environment that a command is about, for commands that only read.</summary>
internal sealed class RunOption : Option<string?>
{
    private static readonly PlayOption Meaning = PlayTable.Of(PlayKind.Status).Options.First(o => o.Name == "Run");

    public RunOption()
        : base("--run")
    {
        Description = "Of the copy of that name, instead of the environment itself.";
        HelpName = "name";
        Validators.Add(given =>
        {
            try
            {
                Meaning.Apply(new Play(PlayKind.Status), given.Tokens.Count > 0 ? given.Tokens[0].Value : string.Empty);
            }
            catch (MaestroException exception)
            {
                given.AddError(exception.Diagnostics[0].Message);
            }
        });
    }

    /// <summary>Null for the environment itself.</summary>
    public string? NameIn(ParseResult given) => given.GetValue(this)?.Trim();
}
