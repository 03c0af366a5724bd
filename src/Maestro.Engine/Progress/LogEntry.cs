using System.Globalization;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Progress;

/// <summary>A piece of the logs of several instances.</summary>
public abstract record LogEntry;

/// <summary>An instance has a log, empty or not. Comes before its lines where logs are not followed.</summary>
/// <param name="Instance">The instance.</param>
public sealed record LogBeginning(string Instance) : LogEntry;

/// <summary>A line that an instance has written.</summary>
public sealed record LogLine : LogEntry
{
    /// <summary>The instance.</summary>
    public required string Instance { get; init; }

    /// <summary>When its engine took the line, by the engine's clock, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Whether it was written to standard error.</summary>
    public bool IsError { get; init; }

    /// <summary>The line without its line break.</summary>
    public required string Text { get; init; }

    /// <summary>The line as it is shown, with its time in front where that is wanted.</summary>
    /// <param name="timestamps">Whether it is.</param>
    public string Show(bool timestamps)
        => timestamps ? $"{Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)} {Text}" : Text;
}

/// <summary>Something to know about the logs: an instance without a container, a ship that does not answer.</summary>
/// <param name="Diagnostic">What there is to know; an error where logs are missing that were asked for.</param>
public sealed record LogNotice(Diagnostic Diagnostic) : LogEntry;
