namespace Maestro.Engine.Model;

/// <summary>The service accepts a connection on one of its published ports.</summary>
/// <param name="Port">Name of the port.</param>
public sealed record TcpCheckSpec(string Port) : CheckSpec
{
    /// <inheritdoc/>
    public override string Summary => $"tcp {Port}";

    internal override bool NeedsRunningContainer => true;
}
