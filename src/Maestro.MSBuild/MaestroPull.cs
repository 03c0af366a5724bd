using Maestro.Engine.Model;

namespace Maestro.MSBuild;

/// <summary>Pulls or builds each image once per ship.</summary>
public sealed class MaestroPull : MaestroTask
{
    /// <inheritdoc/>
    protected override PlayKind Kind => PlayKind.Pull;
}
