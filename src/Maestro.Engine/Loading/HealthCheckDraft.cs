using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>A health check as far as it is given; null: nothing was said.</summary>
internal sealed record HealthCheckDraft
{
    public bool? IsDisabled { get; init; }

    public IReadOnlyList<string>? Test { get; init; }

    public TimeSpan? Interval { get; init; }

    public TimeSpan? Timeout { get; init; }

    public TimeSpan? StartPeriod { get; init; }

    public TimeSpan? StartInterval { get; init; }

    public int? Retries { get; init; }

    /// <summary>This, with what the service says where this says nothing.</summary>
    public HealthCheckDraft Over(HealthCheckDraft service) => new()
    {
        IsDisabled = IsDisabled ?? service.IsDisabled,
        Test = Test ?? service.Test,
        Interval = Interval ?? service.Interval,
        Timeout = Timeout ?? service.Timeout,
        StartPeriod = StartPeriod ?? service.StartPeriod,
        StartInterval = StartInterval ?? service.StartInterval,
        Retries = Retries ?? service.Retries,
    };

    public HealthCheck ToModel() => IsDisabled == true ? HealthCheck.Disabled : new HealthCheck
    {
        Test = Test ?? [],
        Interval = Interval ?? TimeSpan.Zero,
        Timeout = Timeout ?? TimeSpan.Zero,
        StartPeriod = StartPeriod ?? TimeSpan.Zero,
        StartInterval = StartInterval ?? TimeSpan.Zero,
        Retries = Retries ?? 0,
    };
}
