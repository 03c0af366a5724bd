using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Execution;

/// <summary>A step did not do what it was to do. Turned into the step's outcome; never leaves the engine.</summary>
internal sealed class StepFailedException(Diagnostic error, Exception? inner = null) : Exception(error.Message, inner)
{
    public Diagnostic Error { get; } = error;
}
