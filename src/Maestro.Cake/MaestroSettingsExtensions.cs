using Cake.Core.IO;
using Maestro.Engine.Planning;

namespace Maestro.Cake;

/// <summary>Options of a play, set one after the other: <c>new MaestroSettings().ForThings("web").SetTimeout(TimeSpan.FromMinutes(5))</c>.</summary>
public static class MaestroSettingsExtensions
{
    /// <summary>Acts on these services and instances as well.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="things">Names of services and instances.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings ForThings(this MaestroSettings settings, params string[] things)
        => Set(settings, s => s.Things = [.. s.Things, .. things]);

    /// <summary>Also acts on what the named things depend on (to stop, kill, restart, take down: on what depends on them).</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings IncludeDependencies(this MaestroSettings settings) => Set(settings, s => s.WithDependencies = true);

    /// <summary>Lays another file over the environment file; it goes before those that were added earlier.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="overlay">The file.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings AddOverlay(this MaestroSettings settings, FilePath overlay) => Set(settings, s => s.Overlays = [.. s.Overlays, overlay]);

    /// <summary>Gives a variable to the template of the environment file.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its text; replaces an earlier one.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings SetVariable(this MaestroSettings settings, string name, string value)
        => Set(settings, s => s.Variables = new Dictionary<string, string>(s.Variables) { [name] = value });

    /// <summary>Only acts on instances whose names match.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="glob">Pattern of <c>* ? [a-z] [!a-z]</c>.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings FilterContainers(this MaestroSettings settings, string glob) => Set(settings, s => s.ContainerFilter = glob);

    /// <summary>Only acts on instances on ships whose names match.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="glob">Pattern of <c>* ? [a-z] [!a-z]</c>.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings FilterShips(this MaestroSettings settings, string glob) => Set(settings, s => s.ShipFilter = glob);

    /// <summary>Works on so many instances at a time at most.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="overall">Over all ships; null for no limit.</param>
    /// <param name="perShip">On one ship; null for 4 starts, 8 stops.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings SetConcurrency(this MaestroSettings settings, int? overall, int? perShip = null)
        => Set(settings, s => (s.Concurrency, s.ShipConcurrency) = (overall, perShip));

    /// <summary>Ends the play when it takes longer.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="timeout">Deadline of the whole play.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings SetTimeout(this MaestroSettings settings, TimeSpan timeout) => Set(settings, s => s.Timeout = timeout);

    /// <summary>Goes on with independent branches after a failure.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings ContinueOnFailure(this MaestroSettings settings) => Set(settings, s => s.OnFailure = OnFailure.Continue);

    /// <summary>Pulls images even when the ship has them.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings SetRefreshImages(this MaestroSettings settings) => Set(settings, s => s.RefreshImages = true);

    /// <summary>Writes files about the play.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="path">The folder.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings SetArtifactsPath(this MaestroSettings settings, DirectoryPath path) => Set(settings, s => s.ArtifactsPath = path);

    /// <summary>Logs the steps that would be taken, without taking them.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>The same settings.</returns>
    public static MaestroSettings AsDryRun(this MaestroSettings settings) => Set(settings, s => s.DryRun = true);

    private static MaestroSettings Set(MaestroSettings settings, Action<MaestroSettings> set)
    {
        ArgumentNullException.ThrowIfNull(settings);
        set(settings);
        return settings;
    }
}
