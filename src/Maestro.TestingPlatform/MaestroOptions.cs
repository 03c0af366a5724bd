using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Planning;
using Microsoft.Testing.Platform.CommandLine;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.CommandLine;

namespace Maestro.TestingPlatform;

/// <summary>What a user can say on the command line of a test program. It goes before what the project says.</summary>
internal sealed class MaestroOptions : MaestroExtension, ICommandLineOptionsProvider
{
    public const string Keep = "maestro-keep";
    public const string Run = "maestro-run";
    public const string Reuse = "maestro-reuse";

    public override Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public IReadOnlyCollection<CommandLineOption> GetCommandLineOptions() =>
    [
        new(Keep, "When the containers of the tests stay to look into: Never, OnFailure, Always.", ArgumentArity.ExactlyOne, isHidden: false),
        new(Run, "The name of the copy of the environment that the tests use; a fresh one by default.", ArgumentArity.ExactlyOne, isHidden: false),
        new(Reuse, "Use the environment that is up, start what is missing, and take nothing down.", ArgumentArity.Zero, isHidden: false),
    ];

    public Task<ValidationResult> ValidateOptionArgumentsAsync(CommandLineOption commandOption, string[] arguments)
    {
        try
        {
            _ = commandOption.Name switch
            {
                Keep => $"{TestEnvironmentOptions.ParseKeep(arguments[0])}",
                Run => PlayText.Run(arguments[0]),
                _ => null,
            };
            return ValidationResult.ValidTask;
        }
        catch (MaestroException exception)
        {
            return ValidationResult.InvalidTask(exception.Diagnostics[0].Message);
        }
    }

    public Task<ValidationResult> ValidateCommandLineOptionsAsync(ICommandLineOptions commandLineOptions) => ValidationResult.ValidTask;
}
