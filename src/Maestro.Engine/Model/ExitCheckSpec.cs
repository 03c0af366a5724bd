namespace Maestro.Engine.Model;

/// <summary>The container has ended with exit code 0: it is a job that runs once.</summary>
public sealed record ExitCheckSpec : CheckSpec
{
    /// <inheritdoc/>
    public override string Summary => "exit";
}
