using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cli.Live;

/// <summary>The steps of the play that is shown: which are done, which run, how far the images are.</summary>
internal sealed class LiveSteps
{
    private const int MostNames = 2;
    private readonly Dictionary<int, (long Current, long Total)> _images = [];
    private readonly Dictionary<int, string> _notes = [];
    private IReadOnlyList<PlannedStep> _steps = [];
    private bool[] _done = [];

    /// <summary>Whether a step is about an image, and not about an instance or a network.</summary>
    public static bool IsAboutImage(StepKind kind) => kind is StepKind.Build or StepKind.Pull or StepKind.Load;

    /// <summary>The steps about images that are under way, by kind: how many, and their bytes as far as known.</summary>
    public IEnumerable<(StepKind Kind, int Count, long Current, long Total)> Images
        => _images.GroupBy(i => _steps[i.Key - 1].Step.Kind).Select(g => (g.Key, g.Count(), g.Sum(i => i.Value.Current), g.Sum(i => i.Value.Total)));

    /// <summary>Takes a plan, or a larger one in which the steps known so far have kept their numbers.</summary>
    public void Plan(IReadOnlyList<PlannedStep> steps)
    {
        _steps = steps;
        Array.Resize(ref _done, steps.Count);
    }

    public void BeginImage(int number) => _images[number] = (0, 0);

    public void ReportImage(int number, long current, long total)
    {
        _notes.Remove(number);
        _images[number] = (current, total);
    }

    /// <summary>What there is to say of a pull until its bytes are told again, such as that it failed and is tried again.</summary>
    public void NotePull(int number, string note)
    {
        _notes[number] = note;
        _images[number] = (0, 0);
    }

    public void Finish(int number, bool done)
    {
        _images.Remove(number);
        _notes.Remove(number);
        if (number >= 1 && number <= _done.Length)
        {
            _done[number - 1] = done;
        }
    }

    /// <summary>Bytes of an image, such as <c>12.3 of 80.1 MB</c>; empty while nothing is known.</summary>
    public string Bytes(int number) => _images.GetValueOrDefault(number) is { Total: > 0 } image ? LiveText.Bytes(image.Current, image.Total) : string.Empty;

    /// <summary>What an instance waits for whose steps are given and of which none runs: its state and what to say about it.</summary>
    public (string State, string Detail) Waiting(IReadOnlyList<int> steps)
    {
        var next = steps.FirstOrDefault(n => !_done[n - 1]);
        if (next == 0)
        {
            return ("waiting", string.Empty);
        }

        List<int> unmet = [.. _steps[next - 1].Needs.Where(n => !_done[n - 1])];
        // An image may have to be built before it can be loaded.
        if (unmet.Concat(unmet.SelectMany(n => _steps[n - 1].Needs)).FirstOrDefault(_images.ContainsKey) is > 0 and var image)
        {
            return (LiveText.Doing(_steps[image - 1].Step.Kind), $"{_steps[image - 1].Step.Subject} {_notes.GetValueOrDefault(image, Bytes(image))}".TrimEnd());
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
