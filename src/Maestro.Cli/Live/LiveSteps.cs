using Maestro.Engine.Progress;

namespace Maestro.Cli.Live;

/// <summary>The steps of the play that is shown: which are done, which run, how far the pulls are.</summary>
internal sealed class LiveSteps
{
    private const int MostNames = 2;
    private readonly Dictionary<int, (long Current, long Total)> _pulls = [];
    private readonly Dictionary<int, string> _notes = [];
    private IReadOnlyList<PlannedStep> _steps = [];
    private bool[] _done = [];

    public int PullsUnderWay => _pulls.Count;

    /// <summary>Bytes of the pulls that are under way, as far as known.</summary>
    public (long Current, long Total) Pulled => (_pulls.Values.Sum(p => p.Current), _pulls.Values.Sum(p => p.Total));

    /// <summary>Takes a plan, or a larger one in which the steps known so far have kept their numbers.</summary>
    public void Plan(IReadOnlyList<PlannedStep> steps)
    {
        _steps = steps;
        Array.Resize(ref _done, steps.Count);
    }

    public void BeginPull(int number) => _pulls[number] = (0, 0);

    public void ReportPull(int number, long current, long total)
    {
        _notes.Remove(number);
        _pulls[number] = (current, total);
    }

    /// <summary>What there is to say of a pull until its bytes are told again, such as that it failed and is tried again.</summary>
    public void NotePull(int number, string note)
    {
        _notes[number] = note;
        _pulls[number] = (0, 0);
    }

    public void Finish(int number, bool done)
    {
        _pulls.Remove(number);
        _notes.Remove(number);
        if (number >= 1 && number <= _done.Length)
        {
            _done[number - 1] = done;
        }
    }

    /// <summary>Bytes of a pull, such as <c>12.3 of 80.1 MB</c>; empty while nothing is known.</summary>
    public string Bytes(int number) => _pulls.GetValueOrDefault(number) is { Total: > 0 } pull ? LiveText.Bytes(pull.Current, pull.Total) : string.Empty;

    /// <summary>What an instance waits for whose steps are given and of which none runs: its state and what to say about it.</summary>
    public (string State, string Detail) Waiting(IReadOnlyList<int> steps)
    {
        var next = steps.FirstOrDefault(n => !_done[n - 1]);
        if (next == 0)
        {
            return ("waiting", string.Empty);
        }

        List<int> unmet = [.. _steps[next - 1].Needs.Where(n => !_done[n - 1])];
        if (unmet.FirstOrDefault(_pulls.ContainsKey) is > 0 and var pull)
        {
            return ("pulling", $"{_steps[pull - 1].Step.Subject} {_notes.GetValueOrDefault(pull, Bytes(pull))}".TrimEnd());
        }

        return ("waiting", unmet.Count == 0 ? "for its turn" : $"for {Names(unmet)}");
    }

    private string Names(List<int> steps)
    {
        List<string> subjects = [.. steps.Select(n => _steps[n - 1].Step.Subject).Distinct(StringComparer.Ordinal)];
        var names = string.Join(", ", subjects.Take(MostNames));
        return subjects.Count > MostNames ? $"{names} and {subjects.Count - MostNames} more" : names;
    }
}
