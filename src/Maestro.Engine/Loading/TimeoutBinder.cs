using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Longest times, null where nothing is said.</summary>
internal sealed record TimeoutDraft(TimeSpan? Connect, TimeSpan? Idle, TimeSpan? Total);

/// <summary>Reads longest times: a number for the connection, or a mapping that says more.</summary>
internal static class TimeoutBinder
{
    private const string Expected = "a number of seconds above 0";

    public static TimeoutDraft Bind(BoundNode? timeout)
    {
        if (timeout is null)
        {
            return new TimeoutDraft(null, null, null);
        }

        if (timeout.Node is not YamlMapping)
        {
            return new TimeoutDraft(timeout.Seconds(Expected), null, null);
        }

        var section = Section.Open(timeout, FieldTables.Timeout)!;
        return new TimeoutDraft(section["connect"]?.Seconds(Expected), section["idle"]?.Seconds(Expected), section["total"]?.Seconds(Expected));
    }
}
