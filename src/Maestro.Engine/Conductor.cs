using Maestro.Engine.Execution;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine;

/// <summary>The front door of the engine: loads an environment file and carries out plays.</summary>
/// <param name="settings">What to take from the surroundings; null for the defaults.</param>
public sealed partial class Conductor(ConductorSettings? settings = null)
{
    private readonly ConductorSettings _settings = settings ?? new ConductorSettings();

    /// <summary>Loads an environment file. Touches no ship.</summary>
    /// <param name="file">Path of the file; <c>-</c> for standard input.</param>
    /// <exception cref="Diagnostics.MaestroException">The file is wrong; all its mistakes are in the exception. Or a name of <see cref="ConductorSettings.Variables"/> is none.</exception>
    public MaestroEnvironment Load(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        TemplateVariables.Check(_settings.Variables.Keys);
        var template = new TemplateInput(_settings.Variables, _settings.Lenient);
        return new EnvironmentLoader(_settings.EnvironmentVariables, _settings.WorkingDirectory, _settings.StandardInput, template: template).Load(file);
    }

    /// <summary>Carries out a play.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="play">What to do.</param>
    /// <param name="progress">Receives every event, in order, one at a time, and all of them before the play returns; may be null.</param>
    /// <param name="cancellation">Ends the play in order: what is being done to a container is finished, nothing else begins.</param>
    /// <returns>What came of it. A step that fails and a play that was cancelled are results.</returns>
    /// <exception cref="Diagnostics.MaestroException">Nothing was done: wrong usage, a ship that cannot be reached, a lock.</exception>
    public Task<PlayResult> PlayAsync(MaestroEnvironment environment, Play play, IProgress<MaestroEvent>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(play);
        if (play.Kind is PlayKind.Logs or PlayKind.DepTree)
        {
            throw new ArgumentException($"{play.Kind} has a method of its own.", nameof(play));
        }

        var connector = new EngineConnector(_settings.Time);
        return new PlayRunner(environment, play, connector.Connect, _settings.Time).RunAsync(progress, cancellation);
    }
}
