namespace Maestro.Engine.Docker;

/// <summary>A line of a log, with the moment at which its engine took it.</summary>
/// <param name="Nanoseconds">Since 1970; 0 when the engine does not say.</param>
/// <param name="Text">Without the line break.</param>
internal sealed record LogMessage(long Nanoseconds, LogSource Source, string Text)
{
    public DateTimeOffset Time => EngineTime.FromNanoseconds(Nanoseconds);
}
