namespace Maestro.Engine.Model;

/// <summary>A command on the machine that Maestro runs on exits with 0.</summary>
/// <param name="Command">The command in words.</param>
public sealed record ExecCheckSpec(IReadOnlyList<string> Command) : CommandCheckSpec(Command)
{
    /// <summary>How the command gets the container's variables.</summary>
    public VariableSource EnvFrom { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"exec {Command[0]}";
}
