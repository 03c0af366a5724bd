using System.CommandLine;
using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Cli;

/// <summary>One call of a command: what was typed, and the way to the engine.</summary>
internal sealed class CommandCall(ParseResult given, CommonOptions common, CliSurroundings surroundings, IPlayOutput progress)
{
    private Conductor? _conductor;

    public ParseResult Given => given;

    public CliSurroundings Surroundings => surroundings;

    public IPlayOutput Progress => progress;

    /// <summary>The folder for files about the play, or null; to be set before the engine is asked for.</summary>
    public string? ArtifactsPath { get; set; }

    /// <summary>The engine, with the template variables that were given.</summary>
    public Conductor Conductor => _conductor ??= new Conductor(Settings);

    /// <summary>The environment files that were given, or the one that is usual.</summary>
    public IReadOnlyList<string> Files => common.Files(given);

    private ConductorSettings Settings => new()
    {
        EnvironmentVariables = surroundings.EnvironmentVariables,
        StandardInput = surroundings.Input,
        WorkingDirectory = surroundings.WorkingDirectory,
        Variables = common.Variables(given, surroundings.WorkingDirectory),
        Lenient = common.Lenient(given),
        ArtifactsPath = ArtifactsPath,
        SecretListener = progress.Hide,
    };

    /// <summary>Loads the environment file that was given, with those over it, and reports its warnings.</summary>
    /// <param name="cancellation">Ends the loading at once.</param>
    /// <param name="tracesOrigins">Whether the environment knows where each of its values comes from.</param>
    public MaestroEnvironment Load(CancellationToken cancellation, bool tracesOrigins = false)
    {
        var conductor = tracesOrigins ? new Conductor(Settings with { TracesOrigins = true }) : Conductor;
        var environment = conductor.Load(Files, cancellation);
        progress.Report(environment.Warnings);
        return environment;
    }

    /// <summary>Loads the environment file that another line names, for what is better left out than complained about.</summary>
    /// <returns>Null when it cannot be loaded, or would have to be read from standard input.</returns>
    public MaestroEnvironment? TryLoad(ParseResult typed)
    {
        try
        {
            return common.Files(typed).Contains("-") ? null : new CommandCall(typed, common, surroundings, progress).Conductor.Load(common.Files(typed));
        }
        catch (Exception exception) when (exception is MaestroException or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
