using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Stops what is running, dependants first, and starts it again, dependencies first. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroRestart();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Restart")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroRestart(this ICakeContext context)
        => context.MaestroRestart(DefaultFile);

    /// <summary>Stops what is running, dependants first, and starts it again, dependencies first.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroRestart("maestro.yaml");</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Restart")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroRestart(this ICakeContext context, FilePath file)
        => context.MaestroRestart(file, new MaestroSettings());

    /// <summary>Stops what is running, dependants first, and starts it again, dependencies first.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// MaestroRestart("maestro.yaml", new MaestroSettings { Things = ["web"], Concurrency = 1, StepDelay = TimeSpan.FromSeconds(10) });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Restart")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroRestart(this ICakeContext context, FilePath file, MaestroSettings settings)
        => Play(context, file, settings, PlayKind.Restart);
}
