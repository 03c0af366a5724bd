using Maestro.Engine.Model;

namespace Maestro.MSBuild;

/// <summary>Looks once at every ship and logs a table of the instances.</summary>
public sealed class MaestroStatus : MaestroTask
{
    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Status;

    /// <inheritdoc/>
    protected override bool ShowsTable => true;
}
