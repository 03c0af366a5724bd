using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Execution;

/// <summary>A step did not do what it was to do. Turned into the step's outcome; never leaves the engine.</summary>
internal sealed class StepFailedException(Diagnostic error, Exception? inner = null) : Exception(error.Message, inner)
{
    public Diagnostic Error { get; } = error;

    /// <summary>What ends the message, after whom the failure blocks: the last lines of a log, with what introduces them.</summary>
    public string Evidence { get; init; } = string.Empty;
}
