using Maestro.Engine.Model;

namespace Maestro.MSBuild;

/// <summary>Starts what is not running, dependencies first; ends at the first environment that fails.</summary>
public sealed class MaestroStart : MaestroTask
{
    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Start;

    /// <inheritdoc/>
    protected override bool EndsAtFirstFailure => true;
}
