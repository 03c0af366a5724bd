using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Kills what is running, dependants first; it has no time to end in order. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroKill();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Kill")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroKill(this ICakeContext context)
        => context.MaestroKill(DefaultFile);

    /// <summary>Kills what is running, dependants first; it has no time to end in order.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroKill("maestro.yaml");</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Kill")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroKill(this ICakeContext context, FilePath file)
        => context.MaestroKill(file, new MaestroSettings());

    /// <summary>Kills what is running, dependants first; it has no time to end in order.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// MaestroKill("maestro.yaml", new MaestroSettings { Things = ["web-1"] });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Kill")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroKill(this ICakeContext context, FilePath file, MaestroSettings settings)
        => Play(context, file, settings, PlayKind.Kill);
}
