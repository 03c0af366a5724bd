namespace Maestro.Engine.Model;

/// <summary>A command in the container exits with 0.</summary>
/// <param name="Command">The command in words.</param>
public sealed record RemoteExecCheckSpec(IReadOnlyList<string> Command) : CommandCheckSpec(Command)
{
    /// <inheritdoc/>
    public override string Summary => $"rexec {Command[0]}";

    internal override bool NeedsRunningContainer => true;
}
