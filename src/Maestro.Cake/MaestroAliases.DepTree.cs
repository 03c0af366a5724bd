using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Shows what depends on what, as text; touches no ship. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The text.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>Information("{0}", MaestroDepTree());</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("DepTree")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static string MaestroDepTree(this ICakeContext context)
        => context.MaestroDepTree(DefaultFile);

    /// <summary>Shows what depends on what, as text; touches no ship.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>The text.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>Information("{0}", MaestroDepTree("maestro.yaml"));</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("DepTree")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static string MaestroDepTree(this ICakeContext context, FilePath file)
        => context.MaestroDepTree(file, new MaestroSettings());

    /// <summary>Shows what depends on what; touches no ship.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options; <see cref="MaestroSettings.DepTreeFormat"/> among them.</param>
    /// <returns>The text, the graph or the picture.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// System.IO.File.WriteAllText("services.mmd", MaestroDepTree("maestro.yaml", new MaestroSettings { DepTreeFormat = DepTreeFormat.Mermaid }));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("DepTree")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static string MaestroDepTree(this ICakeContext context, FilePath file, MaestroSettings settings)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(settings);
        var options = new DepTreeOptions { Format = settings.DepTreeFormat, Recursive = settings.Recursive };
        return new CakePlay(context).Run(
            file, settings, PlayKind.DepTree, (conductor, environment, play, cancellation) => conductor.DepTreeAsync(environment, play, options, cancellation));
    }
}
