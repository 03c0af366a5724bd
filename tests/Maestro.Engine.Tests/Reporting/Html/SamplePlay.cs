using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Maestro.Engine.Reporting.Html;

namespace Maestro.Engine.Tests.Reporting.Html;

/// <summary>Plays that were never played: steps with their times, as events would tell of them.</summary>
internal sealed class SamplePlay(PlayKind kind = PlayKind.Start)
{
    public static readonly DateTimeOffset Zero = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly PlayRecord _record = new(Zero);
    private readonly List<PlannedStep> _plan = [];
    private readonly List<StepOutcome> _steps = [];
    private readonly List<MaestroEvent> _events = [];
    private readonly List<InstanceResult> _instances = [];
    private readonly List<ServiceEndpoint> _endpoints = [];

    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];

    public IReadOnlyList<KeptLog> Logs { get; init; } = [];

    public double PlannedAt { get; init; } = 0.5;

    public static ReportHead Head { get; } = new(PlayKind.Start, "shop", "maestro.yaml", ["db", "concurrency 2"], "Maestro 1.2.3, .NET 10.0.0, Some Linux");

    public static DateTimeOffset At(double second) => Zero + TimeSpan.FromSeconds(second);

    /// <summary>A step that was taken.</summary>
    public SamplePlay Step(StepKind step, string subject, double from, double to, IReadOnlyList<int>? needs = null, Diagnostic? error = null, string? service = null)
    {
        var identity = Add(step, subject, needs, service);
        _steps.Add(new StepOutcome
        {
            Step = identity,
            Verdict = error is null ? StepVerdict.Done : StepVerdict.Failed,
            Word = error is null ? "done" : "failed",
            StartedAt = At(from),
            Duration = TimeSpan.FromSeconds(to - from),
            Error = error,
        });
        _events.Add(new StepFinished { Time = At(to), Outcome = _steps[^1] });
        return this;
    }

    /// <summary>A step that never began.</summary>
    public SamplePlay Blocked(StepKind step, string subject, double at, string by, IReadOnlyList<int> needs)
    {
        _steps.Add(new StepOutcome { Step = Add(step, subject, needs, null), Verdict = StepVerdict.Blocked, Word = $"blocked by {by}" });
        _events.Add(new StepFinished { Time = At(at), Outcome = _steps[^1] });
        return this;
    }

    /// <summary>The step added last has made its container.</summary>
    public SamplePlay Created(double at) => Progress(at, p => p with { ContainerId = "0123456789abcdef" });

    /// <summary>A check of the step added last begins.</summary>
    public SamplePlay Check(double at, string check) => Progress(at, p => p with { Check = check });

    /// <summary>A check of the step added last was not passed.</summary>
    public SamplePlay Try(double at, string check, int number, string finding) => Progress(at, p => p with { Attempt = new CheckAttempt(check, number, finding) });

    public SamplePlay Instance(string name, string outcome = "started", int? port = null, Diagnostic? error = null)
    {
        var service = ServiceOf(name);
        _instances.Add(new InstanceResult
        {
            Name = name,
            Service = service,
            Ship = "alpha",
            Address = "10.1.1.1",
            Image = $"fleet/{service}:1",
            Tag = "1",
            Status = "running",
            Outcome = outcome,
            Succeeded = outcome is "started" or "up",
            ContainerId = outcome == "started" ? "0123456789abcdef" : string.Empty,
            Error = error,
        });
        if (port is { } number)
        {
            _endpoints.Add(new ServiceEndpoint(service, name, "http", "10.1.1.1", number, "tcp"));
        }

        return this;
    }

    public PlayRecord Ended(double at, PlayVerdict verdict = PlayVerdict.Succeeded)
    {
        var plan = new PlayPlan { Steps = _plan };
        _record.Apply(new PlayStarted { Time = At(PlannedAt), Play = kind, Environment = "shop", Steps = _plan.Count, Instances = _instances.Count, Plan = plan, Warnings = Warnings });
        _events.ForEach(_record.Apply);
        _record.Apply(new PlayFinished
        {
            Time = At(at),
            Result = new PlayResult
            {
                Play = kind,
                Environment = "shop",
                Verdict = verdict,
                Plan = plan,
                Steps = _steps,
                Instances = _instances,
                Endpoints = _endpoints,
                Diagnostics = [.. _steps.Select(s => s.Error).OfType<Diagnostic>()],
                Duration = TimeSpan.FromSeconds(at),
                Logs = Logs,
            },
        });
        return _record;
    }

    private static string ServiceOf(string instance) => instance.Split('-')[0];

    private StepIdentity Add(StepKind step, string subject, IReadOnlyList<int>? needs, string? service)
    {
        var ofInstance = step is not (StepKind.Pull or StepKind.CreateNetwork or StepKind.RemoveNetwork);
        var identity = new StepIdentity(_plan.Count + 1, step, subject, service ?? (ofInstance ? ServiceOf(subject) : string.Empty), "alpha");
        _plan.Add(new PlannedStep(identity, "because", needs ?? []));
        return identity;
    }

    private SamplePlay Progress(double at, Func<StepProgress, StepProgress> change)
    {
        _events.Insert(_events.Count - 1, change(new StepProgress { Time = At(at), Step = _steps[^1].Step, Message = "goes on" }));
        return this;
    }
}
