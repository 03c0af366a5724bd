using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Progress;

/// <summary>Hands events on with their secrets hidden, and results likewise.</summary>
internal sealed class MaskedProgress(IProgress<MaestroEvent>? listener, SecretMask mask) : IProgress<MaestroEvent>
{
    /// <summary>Whether there is nothing to hide.</summary>
    public bool HidesNothing => mask.IsEmpty;

    public void Report(MaestroEvent value) => listener?.Report(mask.IsEmpty ? value : Mask(value));

    public PlayResult Mask(PlayResult result) => mask.IsEmpty ? result : result with
    {
        Steps = [.. result.Steps.Select(Mask)],
        Instances = [.. result.Instances.Select(i => i with { Error = Mask(i.Error) })],
        Diagnostics = mask.Mask(result.Diagnostics),
        Plan = Mask(result.Plan),
        Logs = [.. result.Logs.Select(l => l with { Lines = [.. l.Lines.Select(n => n with { Text = mask.Mask(n.Text) })] })],
    };

    public MaestroException Mask(MaestroException exception) => new(mask.Mask(exception.Diagnostics));

    private MaestroEvent Mask(MaestroEvent happened) => happened switch
    {
        PlayStarted started => started with { Warnings = mask.Mask(started.Warnings), Plan = Mask(started.Plan) },
        PlanChanged changed => changed with { Plan = Mask(changed.Plan) },
        StepStarted started => started with { Cause = mask.Mask(started.Cause) },
        StepProgress progress => progress with
        {
            Message = mask.Mask(progress.Message),
            Check = progress.Check is { } check ? mask.Mask(check) : null,
            Attempt = Mask(progress.Attempt),
        },
        StepFinished finished => finished with { Outcome = Mask(finished.Outcome) },
        PlayFinished finished => finished with { Result = Mask(finished.Result) },
        _ => happened,
    };

    private PlayPlan Mask(PlayPlan plan) => new()
    {
        Instances = [.. plan.Instances.Select(i => i with { Image = mask.Mask(i.Image), Tag = mask.Mask(i.Tag), Outcome = mask.Mask(i.Outcome) })],
        Steps = [.. plan.Steps.Select(s => s with { Cause = mask.Mask(s.Cause) })],
    };

    private CheckAttempt? Mask(CheckAttempt? attempt)
        => attempt is null ? null : attempt with { Check = mask.Mask(attempt.Check), Finding = mask.Mask(attempt.Finding) };

    private StepOutcome Mask(StepOutcome outcome) => outcome with { Word = mask.Mask(outcome.Word), Error = Mask(outcome.Error) };

    private Diagnostic? Mask(Diagnostic? diagnostic) => diagnostic is null ? null : mask.Mask(diagnostic);
}
