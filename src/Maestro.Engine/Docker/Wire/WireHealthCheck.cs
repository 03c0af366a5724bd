namespace Maestro.Engine.Docker.Wire;

/// <summary>The health check of a create call; times are nanoseconds.</summary>
internal sealed record WireHealthCheck
{
    private const long NanosecondsPerTick = 100;

    public IReadOnlyList<string>? Test { get; init; }

    public long? Interval { get; init; }

    public long? Timeout { get; init; }

    public long? StartPeriod { get; init; }

    public long? StartInterval { get; init; }

    public int? Retries { get; init; }

    public static WireHealthCheck? From(HealthCheckRequest? request) => request is null ? null : new WireHealthCheck
    {
        Test = request.Test,
        Interval = Nanoseconds(request.Interval),
        Timeout = Nanoseconds(request.Timeout),
        StartPeriod = Nanoseconds(request.StartPeriod),
        StartInterval = Nanoseconds(request.StartInterval),
        Retries = request.Retries,
    };

    private static long? Nanoseconds(TimeSpan? time) => time?.Ticks * NanosecondsPerTick;
}
