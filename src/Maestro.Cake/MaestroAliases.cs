using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cake;

/// <summary>Starts, stops and looks at environments of Docker containers.</summary>
/// <example>
/// <code>
/// #addin nuget:?package=Maestro.Cake
///
/// Task("Deploy")
///     .Does(() => MaestroStart("maestro.yaml"));
/// </code>
/// </example>
[CakeAliasCategory("Maestro")]
[CakeNamespaceImport("Maestro.Engine.Planning")]
[CakeNamespaceImport("Maestro.Engine.Progress")]
public static class MaestroAliases
{
    private const string DefaultFile = "maestro.yaml";

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
        new CakePlay(context).ShowTable(result);
        return result;
    }

    /// <summary>Pulls each image once per ship, in parallel. The file is <c>maestro.yaml</c>.</summary>
    /// <param name="context">The context.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
    /// <example><code>MaestroPull();</code></example>
    [CakeMethodAlias]
    [CakeAliasCategory("Pull")]
    [CakeNamespaceImport("Maestro.Cake")]
    public static PlayResult MaestroPull(this ICakeContext context)
        => context.MaestroPull(DefaultFile);

    /// <summary>Pulls each image once per ship, in parallel.</summary>
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

    /// <summary>Pulls each image once per ship, in parallel.</summary>
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

    private static PlayResult Play(ICakeContext context, FilePath file, MaestroSettings settings, PlayKind kind)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(settings);
        return new CakePlay(context).Run(file, settings, kind);
    }
}
