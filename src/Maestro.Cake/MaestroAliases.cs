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
[CakeNamespaceImport("Maestro.Engine.Templates")]
public static partial class MaestroAliases
{
    private const string DefaultFile = "maestro.yaml";

    private static PlayResult Play(ICakeContext context, FilePath file, MaestroSettings settings, PlayKind kind)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(settings);
        return new CakePlay(context).Run(file, settings, kind);
    }
}
