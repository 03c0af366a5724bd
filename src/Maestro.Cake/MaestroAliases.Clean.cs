using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Removes the stopped containers of an environment. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroClean();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Clean")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroClean(this ICakeContext context)
        => context.MaestroClean(DefaultFile);

    /// <summary>Removes the stopped containers of an environment.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroClean("maestro.yaml");</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Clean")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroClean(this ICakeContext context, FilePath file)
        => context.MaestroClean(file, new MaestroSettings());

    /// <summary>Removes the stopped containers of an environment.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// MaestroClean("maestro.yaml");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Clean")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroClean(this ICakeContext context, FilePath file, MaestroSettings settings)
        => Play(context, file, settings, PlayKind.Clean);
}
