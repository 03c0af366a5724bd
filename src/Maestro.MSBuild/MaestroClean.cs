using Maestro.Engine.Model;

namespace Maestro.MSBuild;

/// <summary>Removes the stopped containers of environments.</summary>
public sealed class MaestroClean : MaestroTask
{
    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Clean;
}
