using System.CommandLine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Planning;

namespace Maestro.Cli;

/// <summary>The copy of the environment that a command is about, for commands that only read.</summary>
internal sealed class RunOption : Option<string?>
{
    public RunOption()
        : base("--run")
    {
        Description = "Of the copy of that name, instead of the environment itself.";
        HelpName = "name";
        Validators.Add(given =>
        {
            try
            {
                PlayText.Run(given.Tokens.Count > 0 ? given.Tokens[0].Value : null);
            }
            catch (MaestroException exception)
            {
                given.AddError(exception.Diagnostics[0].Message);
            }
        });
    }

    /// <summary>Null for the environment itself.</summary>
    public string? NameIn(ParseResult given) => PlayText.Run(given.GetValue(this));
}
