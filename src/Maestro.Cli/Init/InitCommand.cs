using System.CommandLine;
using Maestro.Engine.Diagnostics;

namespace Maestro.Cli.Init;

/// <summary>Writes what a repository needs to use Maestro, and keeps what is there already.</summary>
internal sealed class InitCommand : ToolCommand
{
    private readonly Option<string?> _msbuild = new("--msbuild")
    {
        Description = "Also reference Maestro.MSBuild in the project of this folder, or in the one named.",
        HelpName = "project",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _cake = new("--cake") { Description = "Also write a build.cake with the plays as tasks, and the manifest of the Cake tool." };

    private readonly Option<bool> _solution = new("--solution") { Description = "Also write what makes the targets work on the solution of this folder." };

    public InitCommand()
        : base("init", "Writes a commented environment file to begin with; what is there already is kept.", "maestro init --msbuild")
    {
        Add(_msbuild);
        Add(_cake);
        Add(_solution);
    }

    public override Task<int> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var folder = new StarterFolder(call.Surroundings.WorkingDirectory ?? Directory.GetCurrentDirectory(), EnvironmentFile(call), call.Surroundings.Output);
        try
        {
            // Before anything is written: it may find that nothing can be done.
            var project = call.Given.GetResult(_msbuild) is null ? null : PackageReference.In(folder.Path, call.Given.GetValue(_msbuild));
            folder.WriteEnvironment();
            if (project is not null)
            {
                folder.Tell(project.Add(folder.EnvironmentFile));
            }

            if (call.Given.GetValue(_cake))
            {
                folder.WriteCake();
            }

            if (call.Given.GetValue(_solution))
            {
                folder.WriteSolution();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.FileNotWritten, exception.Message));
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static string EnvironmentFile(CommandCall call) => call.Files is [not "-" and var file]
        ? file
        : throw new MaestroException(Diagnostic.Error(DiagnosticCodes.InvalidOption, "init writes one environment file: name one file with --file, or none for maestro.yaml."));
}
