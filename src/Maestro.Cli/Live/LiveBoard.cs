using System.Globalization;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Cli.Live;

/// <summary>What is known of the play that is shown. Each event costs the same however large the play is, and so does a frame.</summary>
/// <param name="play">The play's name, for the time before it begins.</param>
/// <param name="started">When it was called.</param>
internal sealed class LiveBoard(string play, DateTimeOffset started)
{
    private readonly LiveSteps _steps = new();
    private readonly Dictionary<int, List<LiveInstance>> _ofStep = [];
    private readonly SortedSet<int> _active = [];
    private readonly SortedSet<int> _failed = [];
    private readonly int[] _count = new int[Enum.GetValues<LivePhase>().Length];
    private List<LiveInstance> _instances = [];
    private string? _name;

    /// <summary>What the user should know about the run itself.</summary>
    public string Notice { get; set; } = string.Empty;

    /// <summary>The play's result, once it has ended.</summary>
    public PlayResult? Result { get; private set; }

    /// <summary>The instances, for what does not change while they are shown: the widths of columns.</summary>
    public IReadOnlyList<LiveInstance> Instances => _instances;

    public void Apply(MaestroEvent happened)
    {
        switch (happened)
        {
            case PlayStarted begun:
                Begin(begun);
                break;
            case PlanChanged changed:
                Show(changed.Plan);
                break;
            case StepStarted step:
                Begin(step);
                break;
            case StepProgress progress:
                Report(progress);
                break;
            case StepFinished finished:
                Finish(finished);
                break;
            case PlayFinished finished:
                Finish(finished.Result);
                break;
            default:
                break;
        }
    }

    /// <param name="now">The time, for what goes on.</param>
    /// <param name="most">How many rows fit.</param>
    public LiveFrame Frame(DateTimeOffset now, int most)
    {
        var shown = Shown(most, out var hidden);
        return new LiveFrame([.. shown.Select(i => Row(i, now))], hidden, Summary(now), Notice);
    }

    private void Begin(PlayStarted begun)
    {
        _name = $"{play} {EventText.Name(begun.Environment, begun.Run)}";
        Notice = string.Empty;
        Show(begun.Plan);
    }

    private void Show(PlayPlan plan)
    {
        _steps.Plan(plan.Steps);
        _instances = [.. plan.Instances.Select((planned, index) => new LiveInstance(index + 1, planned))];
        _ofStep.Clear();
        _active.Clear();
        _failed.Clear();
        Array.Clear(_count);
        _count[(int)LivePhase.Waiting] = _instances.Count;
        Assign(plan);
        foreach (var instance in _instances.Where(i => i.Open == 0))
        {
            instance.State = instance.Planned.Outcome;
            Move(instance, LivePhase.Done);
        }
    }

    // A step belongs to its instance; a pull to those that wait for nothing else.
    private void Assign(PlayPlan plan)
    {
        var byName = _instances.ToLookup(i => i.Planned.Name, StringComparer.Ordinal);
        var byImage = plan.Steps.All(s => s.Step.Kind == StepKind.Pull) ? _instances.ToLookup(i => (i.Planned.Ship, i.Planned.Image)) : null;
        foreach (var step in plan.Steps.Select(s => s.Step))
        {
            var instances = step.Service.Length > 0 ? byName[step.Subject] : byImage?[(step.Ship, step.Subject)] ?? [];
            foreach (var instance in instances)
            {
                instance.Steps.Add(step.Number);
                instance.Open++;
            }

            _ofStep[step.Number] = [.. instances];
        }
    }

    private void Begin(StepStarted begun)
    {
        if (begun.Step.Kind == StepKind.Pull)
        {
            _steps.BeginPull(begun.Step.Number);
        }

        foreach (var instance in InstancesOf(begun.Step))
        {
            instance.Begin(begun.Time);
            (instance.State, instance.Detail) = (LiveText.Doing(begun.Step.Kind), string.Empty);
            Move(instance, LivePhase.Active);
        }
    }

    private void Report(StepProgress progress)
    {
        if (progress.Step.Kind == StepKind.Lock)
        {
            Notice = progress.Message;
        }
        else if (progress is { Current: { } current, Total: { } total })
        {
            _steps.ReportPull(progress.Step.Number, current, total);
        }
        else if (progress.Step.Kind == StepKind.Pull)
        {
            _steps.NotePull(progress.Step.Number, LiveText.OneLine(progress.Message));
        }

        foreach (var instance in InstancesOf(progress.Step))
        {
            if (progress.ContainerId is { } container)
            {
                instance.ContainerId = container;
            }
            else
            {
                instance.Detail = progress.Total is null ? LiveText.OneLine(progress.Message) : _steps.Bytes(progress.Step.Number);
            }
        }
    }

    private void Finish(StepFinished finished)
    {
        var outcome = finished.Outcome;
        _steps.Finish(outcome.Step.Number, outcome.Verdict == StepVerdict.Done);
        foreach (var instance in InstancesOf(outcome.Step))
        {
            instance.Open--;
            if (instance.Phase is LivePhase.Waiting or LivePhase.Active)
            {
                Finish(instance, outcome, finished.Time);
            }
        }
    }

    private void Finish(LiveInstance instance, StepOutcome outcome, DateTimeOffset time)
    {
        if (outcome.Verdict == StepVerdict.Done && instance.Open > 0)
        {
            (instance.State, instance.Detail) = ("waiting", string.Empty);
            Move(instance, LivePhase.Waiting);
            return;
        }

        instance.End(time);
        instance.Detail = string.Empty;
        switch (outcome.Verdict)
        {
            case StepVerdict.Done:
                instance.State = outcome.Step.Kind == StepKind.Pull ? "pulled" : outcome.Word;
                Move(instance, LivePhase.Done);
                break;
            case StepVerdict.Failed:
                (instance.State, instance.Detail) = ("failed", LiveText.OneLine(outcome.Error?.Message ?? string.Empty));
                Move(instance, LivePhase.Failed);
                break;
            default:
                (instance.State, instance.Detail) = outcome.Word.Split(' ', 2) is [var word, var cause] ? (word, LiveText.OneLine(cause)) : (outcome.Word, string.Empty);
                Move(instance, LivePhase.LeftAlone);
                break;
        }
    }

    private void Finish(PlayResult result)
    {
        Result = result;
        Notice = string.Empty;
        foreach (var (instance, end) in _instances.Zip(result.Instances).Where(p => p.First.Planned.Name == p.Second.Name))
        {
            instance.ContainerId = end.ContainerId;
            if (instance.Phase == LivePhase.Done)
            {
                instance.State = end.Outcome;
            }
        }
    }

    private List<LiveInstance> InstancesOf(StepIdentity step) => _ofStep.GetValueOrDefault(step.Number, []);

    private void Move(LiveInstance instance, LivePhase phase)
    {
        _count[(int)instance.Phase]--;
        _count[(int)phase]++;
        _active.Remove(instance.Order);
        instance.Phase = phase;
        if (phase == LivePhase.Active)
        {
            _active.Add(instance.Order);
        }
        else if (phase == LivePhase.Failed)
        {
            _failed.Add(instance.Order);
        }
    }

    private IEnumerable<LiveInstance> Shown(int most, out int hidden)
    {
        hidden = 0;
        if (_instances.Count <= most)
        {
            return _instances;
        }

        var active = _active.Take(most).ToList();
        var failed = _failed.Take(most - active.Count).ToList();
        hidden = _active.Count + _failed.Count - active.Count - failed.Count;
        return active.Concat(failed).Order().Select(order => _instances[order - 1]);
    }

    private LiveRow Row(LiveInstance instance, DateTimeOffset now)
    {
        var (state, detail) = instance.Phase == LivePhase.Waiting ? _steps.Waiting(instance.Steps) : (instance.State, instance.Detail);
        return instance.Row(now, state, detail);
    }

    private string Summary(DateTimeOffset now)
    {
        var elapsed = LiveText.Elapsed(now - started);
        if (_instances.Count == 0)
        {
            return $"{play}: looking at the ships, {elapsed}";
        }

        var counts = string.Concat(
            Count(LivePhase.Active, "active"), Count(LivePhase.Waiting, "waiting"), Count(LivePhase.Failed, "failed"), Count(LivePhase.LeftAlone, "left alone"));
        var done = string.Create(CultureInfo.InvariantCulture, $"{_count[(int)LivePhase.Done]} of {_instances.Count} done");
        return $"{_name}: {done}{counts}{Pulls()}, {elapsed}";
    }

    private string Count(LivePhase phase, string word) => _count[(int)phase] is > 0 and var count ? $", {count} {word}" : string.Empty;

    private string Pulls()
    {
        if (_steps.PullsUnderWay == 0)
        {
            return string.Empty;
        }

        var images = _steps.PullsUnderWay == 1 ? "1 image" : $"{_steps.PullsUnderWay} images";
        var (current, total) = _steps.Pulled;
        return total > 0 ? $", pulling {images} ({LiveText.Bytes(current, total)})" : $", pulling {images}";
    }
}
