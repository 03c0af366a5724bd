using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Pulls or builds each image once per ship, in parallel. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroPull();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Pull")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroPull(this ICakeContext context)
        => context.MaestroPull(DefaultFile);

    /// <summary>Pulls or builds each image once per ship, in parallel.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroPull("maestro.yaml");</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Pull")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroPull(this ICakeContext context, FilePath file)
        => context.MaestroPull(file, new MaestroSettings());

    /// <summary>Pulls or builds each image once per ship, in parallel.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// MaestroPull("maestro.yaml", new MaestroSettings { ShipFilter = "prod-*" });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Pull")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroPull(this ICakeContext context, FilePath file, MaestroSettings settings)
        => Play(context, file, settings, PlayKind.Pull);
}
