using Maestro.Engine.Model;

namespace Maestro.MSBuild;

/// <summary>Stops what is running, dependants first; several environments in reverse order.</summary>
public sealed class MaestroStop : MaestroTask
{
    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Stop;

    /// <inheritdoc/>
    protected override bool EndsAtFirstFailure => true;

    /// <inheritdoc/>
    protected override bool LastEnvironmentFirst => true;
}
