using Maestro.Engine.Model;

namespace Maestro.MSBuild;

/// <summary>Stops dependants first, then starts dependencies first; ends at the first environment that fails.</summary>
public sealed class MaestroRestart : MaestroTask
{
    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Restart;

    /// <inheritdoc/>
    protected override bool EndsAtFirstFailure => true;
}
