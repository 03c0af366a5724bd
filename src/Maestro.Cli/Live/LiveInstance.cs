using Maestro.Engine.Progress;

namespace Maestro.Cli.Live;

/// <summary>An instance of the play that is shown, and how far it is.</summary>
internal sealed class LiveInstance(int order, PlannedInstance planned)
{
    private const int ShortIdLength = 7;

    public int Order => order;

    public PlannedInstance Planned => planned;

    /// <summary>Numbers of its steps, in the order of the plan.</summary>
    public List<int> Steps { get; } = [];

    public LivePhase Phase { get; set; }

    public string State { get; set; } = "waiting";

    public string Detail { get; set; } = string.Empty;

    public string ContainerId { get; set; } = planned.ContainerId;

    /// <summary>How many of its steps have not ended.</summary>
    public int Open { get; set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public void Begin(DateTimeOffset time) => StartedAt ??= time;

    public void End(DateTimeOffset time) => EndedAt ??= time;

    public LiveRow Row(DateTimeOffset now, string state, string detail) => new(
        order,
        planned.Name,
        planned.Service,
        planned.Ship,
        $"{planned.Tag}:{(ContainerId.Length == 0 ? "-" : ContainerId[..Math.Min(ContainerId.Length, ShortIdLength)])}",
        Phase,
        state,
        StartedAt is { } started ? (EndedAt ?? now) - started : null,
        detail);
}
