using Maestro.Engine.Model;

namespace Maestro.MSBuild;

/// <summary>Stops what is running, dependants first, and removes all containers; several environments in reverse order.</summary>
public sealed class MaestroDown : MaestroTask
{
    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Down;

    /// <inheritdoc/>
    protected override bool EndsAtFirstFailure => true;

    /// <inheritdoc/>
    protected override bool LastEnvironmentFirst => true;
}
