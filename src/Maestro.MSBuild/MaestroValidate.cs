using Maestro.Engine.Model;

namespace Maestro.MSBuild;

/// <summary>Loads environment files and reports every mistake in them; touches no ship.</summary>
public sealed class MaestroValidate : MaestroTask
{
    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Validate;
}
