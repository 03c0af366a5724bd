using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Writes the log of each instance to a file, <c>logs/INSTANCE.log</c> in the working directory of the script. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The files.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroLogs();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Logs")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static LogFiles MaestroLogs(this ICakeContext context)
        => context.MaestroLogs(DefaultFile);

    /// <summary>Writes the log of each instance to a file, <c>logs/INSTANCE.log</c> in the working directory of the script.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>The files.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroLogs("maestro.yaml");</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Logs")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static LogFiles MaestroLogs(this ICakeContext context, FilePath file)
        => context.MaestroLogs(file, new MaestroSettings());

    /// <summary>Writes the log of each instance to a file, <c>logs/INSTANCE.log</c> in the folder of <see cref="MaestroSettings.ArtifactsPath"/>.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options.</param>
    /// <returns>The files.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// foreach (var log in MaestroLogs("maestro.yaml", new MaestroSettings { ArtifactsPath = "artifacts" }).Files)
    /// {
    ///     Information("{0}: {1}", log.Instance, log.Path);
    /// }
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Logs")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static LogFiles MaestroLogs(this ICakeContext context, FilePath file, MaestroSettings settings)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(settings);
        return new CakePlay(context).Logs(file, settings);
    }
}
