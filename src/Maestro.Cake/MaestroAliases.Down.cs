using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Stops what is running, dependants first, and removes all containers of the environment. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroDown();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Down")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroDown(this ICakeContext context)
        => context.MaestroDown(DefaultFile);

    /// <summary>Stops what is running, dependants first, and removes all containers of the environment.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroDown("maestro.yaml");</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Down")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroDown(this ICakeContext context, FilePath file)
        => context.MaestroDown(file, new MaestroSettings());

    /// <summary>Stops what is running, dependants first, and removes all containers of the environment.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// MaestroDown("maestro.yaml", new MaestroSettings { Volumes = true });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Down")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroDown(this ICakeContext context, FilePath file, MaestroSettings settings)
        => Play(context, file, settings, PlayKind.Down);
}
