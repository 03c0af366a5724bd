using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting;

/// <summary>What is remembered of a play while its events pass by, for those who tell of it afterwards. It is as large as the plan, however much happens.</summary>
/// <param name="began">When the play was asked for.</param>
internal sealed class PlayRecord(DateTimeOffset began)
{
    /// <summary>A container that is brought back again and again has its checks run as often.</summary>
    private const int MostChecks = 50;

    private readonly Dictionary<int, StepTrace> _traces = [];

    public DateTimeOffset Began => began;

    /// <summary>When the plan stood; null when it never did.</summary>
    public DateTimeOffset? Planned { get; private set; }

    /// <summary>Warnings that the play began with.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; private set; } = [];

    public PlayResult? Result { get; private set; }

    public void Apply(MaestroEvent happened)
    {
        switch (happened)
        {
            case PlayStarted started:
                (Planned, Warnings) = (started.Time, started.Warnings);
                break;
            case StepProgress { ContainerId: not null } progress:
                TraceOf(progress.Step.Number).Created = progress.Time;
                break;
            case StepProgress { Check: { } check } progress when TraceOf(progress.Step.Number).Checks.Count < MostChecks:
                TraceOf(progress.Step.Number).Checks.Add(new CheckTrace(check, progress.Time));
                break;
            case StepProgress { Attempt: { } attempt } progress when TraceOf(progress.Step.Number).Checks is [.., var last]:
                (last.Tries, last.Finding) = (attempt.Number, attempt.Finding);
                break;
            case StepFinished finished:
                TraceOf(finished.Outcome.Step.Number).Ended = finished.Time;
                break;
            case PlayFinished finished:
                Result = finished.Result;
                break;
            default:
                break;
        }
    }

    /// <summary>What is known of a step besides its outcome.</summary>
    public StepTrace Trace(int step) => _traces.GetValueOrDefault(step) ?? StepTrace.None;

    private StepTrace TraceOf(int step)
    {
        if (!_traces.TryGetValue(step, out var trace))
        {
            _traces[step] = trace = new StepTrace();
        }

        return trace;
    }
}
