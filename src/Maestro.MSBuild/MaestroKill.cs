using Maestro.Engine.Model;

namespace Maestro.MSBuild;

/// <summary>Kills what is running, dependants first; several environments in reverse order.</summary>
public sealed class MaestroKill : MaestroTask
{
    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Kill;

    /// <inheritdoc/>
    protected override bool EndsAtFirstFailure => true;

    /// <inheritdoc/>
    protected override bool LastEnvironmentFirst => true;
}
