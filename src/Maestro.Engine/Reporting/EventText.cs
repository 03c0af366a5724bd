using System.Globalization;
using System.Text.RegularExpressions;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting;

/// <summary>The events of a play as lines of text, the same for every front. Errors and warnings are left to the diagnostics.</summary>
public static partial class EventText
{
    /// <summary>The lines for an event; none for one that needs no words.</summary>
    /// <param name="happened">The event.</param>
    public static IReadOnlyList<ReportLine> Describe(MaestroEvent happened) => happened switch
    {
        PlayStarted started => [Detail(Begins(started))],
        StepStarted { Step.Kind: StepKind.Check } => [],
        StepStarted started => [Detail($"{Doing(started.Step.Kind)} {Where(started.Step)} ({started.Cause})")],
        StepProgress { Step.Kind: StepKind.Lock } progress => [new ReportLine(ReportWeight.Normal, progress.Message)],
        StepProgress { Total: not null } progress => [Detail($"{Where(progress.Step)}: {progress.Message} {Megabytes(progress.Current)} of {Megabytes(progress.Total)}")],
        StepProgress progress => [Detail($"{Where(progress.Step)}: {progress.Message}")],
        StepFinished { Outcome: { Step.Kind: StepKind.Check, Verdict: not StepVerdict.Done, Error: null } } => [],
        StepFinished { Outcome: { Step.Kind: StepKind.Check, Word: "unreachable" } } => [],
        StepFinished finished => [Describe(finished.Outcome)],
        PlayFinished { Result.IsDryRun: true } finished => [.. finished.Result.Plan.Steps.Select(s => new ReportLine(ReportWeight.Normal, Describe(s))), new ReportLine(ReportWeight.Summary, DryRun(finished.Result))],
        PlayFinished finished => [new ReportLine(ReportWeight.Summary, Summary(finished.Result)), .. Bounds(finished.Result) is { } bounds ? [new ReportLine(ReportWeight.Normal, bounds)] : Array.Empty<ReportLine>()],
        _ => [],
    };

    /// <summary>The play in one sentence, such as <c>start demo: 2 started, 1 up in 1.3 s</c>.</summary>
    /// <param name="result">The play.</param>
    public static string Summary(PlayResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var words = result.Instances.GroupBy(i => Common(i.Outcome), StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}").ToList();
        var what = words.Count == 0 ? "nothing to do" : string.Join(", ", words);
        var verdict = result.Verdict switch
        {
            PlayVerdict.Failed => " FAILED:",
            PlayVerdict.Cancelled => " cancelled:",
            _ => ":",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Word(result.Play)} {Name(result.Environment, result.Run)}{verdict} {what} in {result.Duration.TotalSeconds:0.0} s");
    }

    // What instances have in common: not how long they run, nor what blocks them.
    private static string Common(string outcome)
        => outcome.StartsWith("blocked by ", StringComparison.Ordinal) ? "blocked" : Times().Replace(outcome, string.Empty);

    /// <summary>What bounded the play, such as <c>The run took 41.0 s, bounded by db-1 (12.0 s) → api-1 (28.4 s).</c>; null where that says no more than how long it took.</summary>
    /// <param name="result">The play.</param>
    public static string? Bounds(PlayResult result)
        => SlowestChain.Of(result) is { IsWorthTelling: true } chain
            ? string.Create(CultureInfo.InvariantCulture, $"The run took {result.Duration.TotalSeconds:0.0} s, bounded by {chain}.")
            : null;

    private static string DryRun(PlayResult result) => $"{Word(result.Play)} {Name(result.Environment, result.Run)}: a dry run, nothing was done; {Count(result.Plan.Steps.Count, "step")} would be taken";

    private static string Describe(PlannedStep step)
    {
        var after = step.Needs.Count == 0 ? string.Empty : $", after {string.Join(' ', step.Needs)}";
        return string.Create(CultureInfo.InvariantCulture, $"{step.Step.Number,3}. {step.Step.Kind switch
        {
            StepKind.CreateNetwork => "create",
            StepKind.RemoveNetwork or StepKind.RemoveVolume => "remove",
            var kind => Word(kind),
        }} {Where(step.Step)}: {step.Cause}{after}");
    }

    /// <summary>What a play is about, such as <c>demo</c>, or <c>demo (copy ci-7)</c>.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="run">Name of the copy, or null.</param>
    public static string Name(string environment, string? run) => run is null ? environment : $"{environment} (copy {run})";

    /// <summary>What a play is about, such as <c>start demo: 3 instances, 5 steps</c>.</summary>
    internal static string Begins(PlayStarted started) => $"{Word(started.Play)} {Name(started.Environment, started.Run)}: {Count(started.Instances, "instance")}, {Count(started.Steps, "step")}";

    private static ReportLine Describe(StepOutcome outcome)
    {
        var took = outcome.Duration > TimeSpan.Zero && outcome.Step.Kind != StepKind.Check ? string.Create(CultureInfo.InvariantCulture, $" ({outcome.Duration.TotalSeconds:0.0} s)") : string.Empty;
        var weight = outcome is { Verdict: StepVerdict.Done, Word: "launched" or "up" } || (outcome.Verdict == StepVerdict.Done && outcome.Word.StartsWith("passed", StringComparison.Ordinal)) ? ReportWeight.Detail : ReportWeight.Normal;
        return new ReportLine(weight, $"{Where(outcome.Step)}: {(outcome.Step.Kind == StepKind.Pull && outcome.Verdict == StepVerdict.Done ? "pulled" : outcome.Word)}{took}");
    }

    private static ReportLine Detail(string text) => new(ReportWeight.Detail, text);

    private static string Where(StepIdentity step)
        => step.Kind switch
        {
            StepKind.CreateNetwork or StepKind.RemoveNetwork => $"network {step.Subject} on {step.Ship}",
            StepKind.RemoveVolume => $"volume {step.Subject} on {step.Ship}",
            _ => $"{step.Subject} on {step.Ship}",
        };

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static string Megabytes(long? bytes)
        => string.Create(CultureInfo.InvariantCulture, $"{(bytes ?? 0) / 1_000_000.0:0.0} MB");

    private static string Doing(StepKind kind) => kind switch
    {
        StepKind.Pull => "pulling",
        StepKind.Start => "starting",
        StepKind.Stop => "stopping",
        StepKind.Kill => "killing",
        StepKind.Remove or StepKind.RemoveNetwork or StepKind.RemoveVolume => "removing",
        StepKind.Sweep => "sweeping",
        StepKind.CreateNetwork => "creating",
        _ => "checking",
    };

    [GeneratedRegex(@" (for \d+[a-z]+|\d+[a-z]+ ago)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Times();

#pragma warning disable CA1308 // the words of users are lower-case
    internal static string Word(PlayKind kind) => kind.ToString().ToLowerInvariant();

    private static string Word(StepKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
