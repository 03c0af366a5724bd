using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cli.Tests.Live;

/// <summary>The events of a play, written by hand.</summary>
internal sealed class LivePlay
{
    private readonly List<PlannedInstance> _instances = [];
    private readonly List<PlannedStep> _steps = [];

    public static DateTimeOffset Zero { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public PlayKind Kind { get; init; } = PlayKind.Start;

    public LivePlay Instance(string name, string outcome = "started", string image = "fleet/web:1", string container = "", string ship = "alpha")
    {
        _instances.Add(new PlannedInstance
        {
            Name = name,
            Service = name.Split('-')[0],
            Ship = ship,
            Image = image,
            Tag = "1",
            ContainerId = container,
            Outcome = outcome,
        });
        return this;
    }

    public LivePlay Step(StepKind kind, string subject, params int[] needs)
    {
        var service = kind is StepKind.Pull or StepKind.Build or StepKind.Load ? string.Empty : subject.Split('-')[0];
        _steps.Add(new PlannedStep(new StepIdentity(_steps.Count + 1, kind, subject, service, kind == StepKind.Build ? string.Empty : "alpha"), "no container", needs));
        return this;
    }

    public PlayStarted Started() => new()
    {
        Time = Zero,
        Play = Kind,
        Environment = "shop",
        Steps = _steps.Count,
        Instances = _instances.Count,
        Plan = new PlayPlan { Instances = [.. _instances], Steps = [.. _steps] },
    };

    /// <summary>What has been added since the beginning is known now.</summary>
    public PlanChanged Changed() => new() { Time = Zero, Plan = new PlayPlan { Instances = [.. _instances], Steps = [.. _steps] } };

    public StepStarted Begins(int step, double second = 0) => new() { Time = At(second), Step = _steps[step - 1].Step, Cause = "no container" };

    public StepProgress Tells(int step, string message) => new() { Time = Zero, Step = _steps[step - 1].Step, Message = message };

    public StepFinished Ends(int step, string word, double second = 0, StepVerdict verdict = StepVerdict.Done, string? error = null) => new()
    {
        Time = At(second),
        Outcome = new StepOutcome
        {
            Step = _steps[step - 1].Step,
            Verdict = verdict,
            Word = word,
            Error = error is null ? null : Diagnostic.Error(DiagnosticCodes.CheckFailed, error),
        },
    };

    public PlayFinished Finished(PlayVerdict verdict = PlayVerdict.Succeeded, params Diagnostic[] diagnostics) => new()
    {
        Time = Zero,
        Result = new PlayResult
        {
            Play = Kind,
            Environment = "shop",
            Verdict = verdict,
            Diagnostics = diagnostics,
            Duration = TimeSpan.FromSeconds(3),
            Instances = [.. _instances.Select(i => new InstanceResult
            {
                Name = i.Name,
                Service = i.Service,
                Ship = i.Ship,
                Address = "127.0.0.1",
                Image = i.Image,
                Tag = i.Tag,
                Status = "running",
                Outcome = "started",
                Succeeded = true,
                ContainerId = "0123456789abcdef",
            })],
        },
    };

    public static DateTimeOffset At(double second) => Zero.AddSeconds(second);
}
