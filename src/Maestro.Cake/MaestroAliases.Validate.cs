using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Loads an environment file and reports every mistake in it; touches no ship. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The play's result.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroValidate();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Validate")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroValidate(this ICakeContext context)
        => context.MaestroValidate(DefaultFile);

    /// <summary>Loads an environment file and reports every mistake in it; touches no ship.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>The play's result.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroValidate("maestro.yaml");</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Validate")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroValidate(this ICakeContext context, FilePath file)
        => context.MaestroValidate(file, new MaestroSettings());

    /// <summary>Loads an environment file and reports every mistake in it; touches no ship.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options.</param>
    /// <returns>The play's result.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// Task("Check")
    ///     .Does(() =&gt; MaestroValidate("maestro.yaml"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Validate")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroValidate(this ICakeContext context, FilePath file, MaestroSettings settings)
        => Play(context, file, settings, PlayKind.Validate);
}
