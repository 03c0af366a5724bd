using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

public static partial class MaestroAliases
{
    /// <summary>Starts what is not running, dependencies first; waits until each instance really answers. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The instances, and where their ports are reached.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroStart();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Start")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroStart(this ICakeContext context)
        => context.MaestroStart(DefaultFile);

    /// <summary>Starts what is not running, dependencies first; waits until each instance really answers.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <returns>The instances, and where their ports are reached.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroStart("maestro.yaml");</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Start")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroStart(this ICakeContext context, FilePath file)
        => context.MaestroStart(file, new MaestroSettings());

    /// <summary>Starts what is not running, dependencies first; waits until each instance really answers.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The environment file.</param>
    /// <param name="settings">The options.</param>
    /// <returns>The instances, and where their ports are reached.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example>
    /// <code>
    /// Task("Deploy")
    ///     .Does(() =&gt;
    /// {
    ///     var result = MaestroStart("maestro.yaml", new MaestroSettings { Timeout = TimeSpan.FromMinutes(5) });
    ///     Information("http://{0}:{1}/", result.Endpoints[0].Host, result.Endpoints[0].Port);
    /// });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Start")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroStart(this ICakeContext context, FilePath file, MaestroSettings settings)
        => Play(context, file, settings, PlayKind.Start);
}
