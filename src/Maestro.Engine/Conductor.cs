using Maestro.Engine.Artifacts;
using Maestro.Engine.Auditing;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Execution;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Maestro.Engine.Reporting.Html;
using Maestro.Engine.Templates;

namespace Maestro.Engine;

/// <summary>The front door of the engine: loads an environment file and carries out plays.</summary>
/// <param name="settings">What to take from the surroundings; null for the defaults.</param>
public sealed partial class Conductor(ConductorSettings? settings = null)
{
    private readonly ConductorSettings _settings = settings ?? new ConductorSettings();

    /// <summary>Loads an environment file. Touches no ship.</summary>
    /// <param name="file">Path of the file; <c>-</c> for standard input.</param>
    /// <param name="cancellation">Ends the loading at once.</param>
    /// <exception cref="MaestroException">The file is wrong; all its mistakes are in the exception. Or a name of a variable, filter or function of the <see cref="ConductorSettings"/> is none.</exception>
    public MaestroEnvironment Load(string file, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return Load([file], cancellation);
    }

    /// <summary>Loads an environment file with overlays, such as one for each stage. Touches no ship.</summary>
    /// <param name="files">
    /// Paths, the environment file first; <c>-</c> for standard input. A later file goes before an earlier one: mappings are merged key by key,
    /// lists and single values are replaced, and <c>null</c> takes a key away. Only the whole is checked.
    /// </param>
    /// <param name="cancellation">Ends the loading at once.</param>
    /// <exception cref="MaestroException">A file, or the whole, is wrong; all mistakes are in the exception. Or a name of a variable, filter or function of the <see cref="ConductorSettings"/> is none.</exception>
    public MaestroEnvironment Load(IReadOnlyList<string> files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentOutOfRangeException.ThrowIfZero(files.Count);
        TemplateVariables.Check(_settings.Variables.Keys);
        var extensions = new TemplateExtensions(_settings.TemplateFilters, _settings.TemplateFunctions);
        extensions.Check();
        var template = new TemplateInput(_settings.Variables, _settings.Lenient) { Extensions = extensions };
        var loader = new EnvironmentLoader(_settings.EnvironmentVariables, _settings.WorkingDirectory, _settings.StandardInput, template: template)
        {
            Origins = _settings.TracesOrigins ? new OriginTrail() : null,
        };
        return loader.Load(files, cancellation);
    }

    /// <summary>The JSON Schema of environment files, for editors.</summary>
    public static string Schema() => JsonSchema.Generate();

    /// <summary>A loaded environment as JSON: what its file says with all defaults in place, and the variables of each container.</summary>
    /// <remarks>With <see cref="ConductorSettings.TracesOrigins"/> it also tells where each value of the file comes from. Secrets are masked.</remarks>
    /// <param name="environment">The environment.</param>
    public static string Dump(MaestroEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return EnvironmentDump.Write(environment);
    }

    /// <summary>Carries out a play.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="play">What to do.</param>
    /// <param name="progress">Receives every event, in order, one at a time, and all of them before the play returns; may be null.</param>
    /// <param name="cancellation">Ends the play in order: what is being done to a container is finished, nothing else begins.</param>
    /// <returns>What came of it. A step that fails and a play that was cancelled are results.</returns>
    /// <exception cref="MaestroException">Nothing was done: wrong usage, a ship that cannot be reached, a lock.</exception>
    public Task<PlayResult> PlayAsync(MaestroEnvironment environment, Play play, IProgress<MaestroEvent>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(play);
        if (play.Kind is PlayKind.Logs or PlayKind.DepTree)
        {
            throw new ArgumentException($"{play.Kind} has a method of its own.", nameof(play));
        }

        environment = EnvironmentCopy.Of(environment, play.Run);
        return _settings.ArtifactsPath is { Length: > 0 } path && play.Kind != PlayKind.Validate
            ? new RecordedPlay(Absolute(path), ReportHead.Of(environment, play), _settings.Time).RunAsync(p => FollowAsync(environment, play, p, cancellation), progress)
            : FollowAsync(environment, play, progress, cancellation);
    }

    private async Task<PlayResult> FollowAsync(MaestroEnvironment environment, Play play, IProgress<MaestroEvent>? progress, CancellationToken cancellation)
    {
        var complete = await new SecretCommands(_settings.Time).RunAsync(environment, play, cancellation).ConfigureAwait(false);
        var trail = new AuditTrail(complete, play, progress, _settings.Time, _settings.WorkingDirectory);
        await using (trail.ConfigureAwait(false))
        {
            return await trail.FollowAsync(listener => RunAsync(complete, play, listener, cancellation)).ConfigureAwait(false);
        }
    }

    // Secrets are hidden before anybody hears of anything, auditors and files included.
    private async Task<PlayResult> RunAsync(MaestroEnvironment environment, Play play, IProgress<MaestroEvent> listener, CancellationToken cancellation)
    {
        var connector = new EngineConnector(_settings.Time);
        var mask = SecretMask.For(environment);
        var masked = new MaskedProgress(listener, mask);
        Tell(mask.Values);
        try
        {
            var runner = new PlayRunner(environment, play, connector.Connect, _settings.Time, _settings.EnvironmentVariables ?? ProcessVariables.Read(), _settings.WorkingDirectory, keepsLogs: _settings.ArtifactsPath is { Length: > 0 });
            return masked.Mask(await runner.RunAsync(masked, cancellation).ConfigureAwait(false));
        }
        catch (MaestroException exception) when (!masked.HidesNothing)
        {
            throw masked.Mask(exception);
        }
    }

    private void Tell(IEnumerable<string> secrets)
    {
        foreach (var secret in _settings.SecretListener is null ? [] : secrets)
        {
            _settings.SecretListener!(secret);
        }
    }

    private string Absolute(string path) => Path.GetFullPath(path, Path.GetFullPath(_settings.WorkingDirectory ?? Directory.GetCurrentDirectory()));
}
