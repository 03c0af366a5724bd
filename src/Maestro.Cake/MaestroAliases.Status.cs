using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Looks once at every ship and logs a table of the instances. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>Each instance with its state.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroStatus();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Status")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroStatus(this ICakeContext context)
        => context.MaestroStatus(DefaultFile);

    /// <summary>Looks once at every ship and logs a table of the instances.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>Each instance with its state.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroStatus("maestro.yaml");</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Status")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroStatus(this ICakeContext context, FilePath file)
        => context.MaestroStatus(file, new MaestroSettings());

    /// <summary>Looks once at every ship and logs a table of the instances.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options.</param>
    /// <returns>Each instance with its state.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// var result = MaestroStatus("maestro.yaml");
    /// foreach (var instance in result.Instances)
    /// {
    ///     Information("{0}: {1}", instance.Name, instance.Status);
    /// }
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Status")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroStatus(this ICakeContext context, FilePath file, MaestroSettings settings)
    {
        var result = Play(context, file, settings, PlayKind.Status);
        new CakePlay(context).ShowTable(result, settings.ShowHosts);
        return result;
    }
}
