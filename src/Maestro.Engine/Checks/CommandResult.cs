namespace Maestro.Engine.Checks;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code; null when it could not be run.</param>
/// <param name="Output">The last of what it wrote, or why it could not be run.</param>
/// <param name="IsHopeless">Whether it can never be run.</param>
internal sealed record CommandResult(int? ExitCode, string Output, bool IsHopeless = false)
{
    public ProbeResult ToProbeResult() => ExitCode switch
    {
        0 => ProbeResult.Pass,
        null => new ProbeResult(false, Output, IsHopeless),
        { } code when Output.Length == 0 => ProbeResult.NotYet($"exit code {code} and no output"),
        { } code => ProbeResult.NotYet($"exit code {code} and this output:{OutputTail.Indent(Output)}"),
    };
}
