using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Stops what is running, dependants first. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroStop();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Stop")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroStop(this ICakeContext context)
        => context.MaestroStop(DefaultFile);

    /// <summary>Stops what is running, dependants first.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroStop("maestro.yaml");</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Stop")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroStop(this ICakeContext context, FilePath file)
        => context.MaestroStop(file, new MaestroSettings());

    /// <summary>Stops what is running, dependants first.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// MaestroStop("maestro.yaml", new MaestroSettings { Things = ["web"] });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Stop")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroStop(this ICakeContext context, FilePath file, MaestroSettings settings)
        => Play(context, file, settings, PlayKind.Stop);
}
