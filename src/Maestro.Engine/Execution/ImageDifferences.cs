using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Finds the ships that made containers from different images of one name: some had it already, and it has moved on since.</summary>
internal sealed class ImageDifferences(Plan plan, ObservedFleet fleet, DigestAgreements pulled)
{
    private const int ShownDigits = 12;

    public IEnumerable<Diagnostic> Warnings(IReadOnlyList<StepOutcome> outcomes)
    {
        var done = outcomes.Where(o => o.Verdict == StepVerdict.Done).ToList();
        var started = done.Select(o => o.Step.Number).ToHashSet();
        var pulls = done.Where(o => o.Step.Kind == StepKind.Pull).Select(o => (o.Step.Ship, o.Step.Subject)).ToHashSet();
        return plan.Steps.OfType<StartStep>()
            .Where(s => started.Contains(s.Number) && !s.Reuse && s.Target.Image.Digest is null)
            .Select(s => (s.Target, Digests: DigestsOf(s.Target, pulls)))
            .Where(u => u.Digests.Count > 0)
            .GroupBy(u => PullStep.SubjectOf(u.Target.Image, u.Target.Platform), StringComparer.Ordinal)
            .Where(g => g.Select(u => u.Digests).Aggregate((one, other) => [.. one.Intersect(other)]).Count == 0)
            .Select(g => Describe([.. g]));
    }

    private IReadOnlyList<string> DigestsOf(Instance instance, HashSet<(string Ship, string Subject)> pulls)
        => !pulls.Contains((instance.Ship, PullStep.SubjectOf(instance.Image, instance.Platform)))
            ? fleet.Ship(instance.Ship).ImageDigests.GetValueOrDefault(instance.Image.Full, [])
            : pulled.DigestOf(instance.Image.Full) is { } digest ? [digest] : [];

    private static Diagnostic Describe(List<(Instance Target, IReadOnlyList<string> Digests)> uses)
    {
        var image = uses[0].Target.Image;
        var versions = uses
            .GroupBy(u => Short(u.Digests[0]), u => u.Target.Ship, StringComparer.Ordinal)
            .Select(g => $"{g.Key} on {string.Join(", ", g.Distinct(StringComparer.Ordinal))}");
        return Diagnostic.Warning(
            DiagnosticCodes.ImagesDiffer,
            $"Ships have different images under the name {image}: {string.Join("; ", versions)}. A restart with 'refresh images' gives all the one that the registry has now.",
            uses[0].Target.Location);
    }

    private static string Short(string digest) => digest.IndexOf(':', StringComparison.Ordinal) is var colon && digest.Length > colon + 1 + ShownDigits ? digest[..(colon + 1 + ShownDigits)] : digest;
}
