using System.CommandLine;
using Maestro.Engine;
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
    public Conductor Conductor => _conductor ??= new Conductor(new ConductorSettings
    {
        EnvironmentVariables = surroundings.EnvironmentVariables,
        StandardInput = surroundings.Input,
        WorkingDirectory = surroundings.WorkingDirectory,
        Variables = common.Variables(given, surroundings.WorkingDirectory),
        Lenient = common.Lenient(given),
        ArtifactsPath = ArtifactsPath,
    });

    /// <summary>Loads the environment file that was given and reports its warnings.</summary>
    public MaestroEnvironment Load()
    {
        var environment = Conductor.Load(common.File(given));
        progress.Report(environment.Warnings);
        return environment;
    }
}
