using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Sums up a play: the outcomes of its steps as one line per instance and one verdict.</summary>
internal sealed class PlayResults(Plan plan, ObservedFleet fleet, ContainerFacts facts)
{
    public PlayResult Sum(IReadOnlyList<StepOutcome> outcomes, PlayTokens tokens, TimeSpan duration, IEnumerable<Diagnostic>? warnings = null)
    {
        var byInstance = outcomes.Where(o => o.Step.Service.Length > 0).ToLookup(o => o.Step.Subject, StringComparer.Ordinal);
        var pulls = outcomes.Where(o => o.Step.Kind == StepKind.Pull).ToDictionary(o => (o.Step.Ship, o.Step.Subject));
        List<InstanceResult> instances = [.. plan.Standings.Select(s => Describe(s, Decisive(s, byInstance, pulls)))];
        List<Diagnostic> diagnostics = [.. outcomes.Select(o => o.Error).OfType<Diagnostic>().Distinct(), .. plan.Warnings, .. warnings ?? []];
        if (plan.Play.Kind == PlayKind.Status)
        {
            diagnostics.AddRange(fleet.Ships.Select(s => s.Problem).OfType<Diagnostic>());
        }

        if (tokens.IsTimedOut && outcomes.Any(o => o.Verdict == StepVerdict.Cancelled))
        {
            diagnostics.Insert(0, Diagnostic.Error(
                DiagnosticCodes.PlayTimedOut, $"The play was not done within {plan.Play.Timeout!.Value.TotalSeconds:0.###} s. What had not begun was left alone."));
        }

        return new PlayResult
        {
            Play = plan.Play.Kind,
            Environment = plan.Environment.Name,
            Run = plan.Environment.Run,
            Verdict = Judge(outcomes, diagnostics),
            Steps = outcomes,
            Instances = instances,
            Endpoints = [.. instances.Where(i => i.Status == "running").SelectMany(EndpointsOf)],
            Diagnostics = diagnostics,
            Duration = duration,
        };
    }

    private static PlayVerdict Judge(IReadOnlyList<StepOutcome> outcomes, IReadOnlyList<Diagnostic> diagnostics)
        => diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? PlayVerdict.Failed
            : outcomes.Any(o => o.Verdict == StepVerdict.Cancelled) ? PlayVerdict.Cancelled
            : PlayVerdict.Succeeded;

    // The first step that went wrong decides what became of an instance, or else the last that changed something; for a pull it is the pull of its image.
    private StepOutcome? Decisive(
        Standing standing, ILookup<string, StepOutcome> byInstance, Dictionary<(string Ship, string Image), StepOutcome> pulls)
    {
        if (plan.Play.Kind == PlayKind.Pull)
        {
            return pulls.GetValueOrDefault((standing.Instance.Ship, PullStep.SubjectOf(standing.Instance.Image, standing.Instance.Platform)));
        }

        List<StepOutcome> steps = [.. byInstance[standing.Instance.Name]];
        return steps.Find(o => o.Verdict != StepVerdict.Done) ?? steps.FindLast(o => o.Step.Kind != StepKind.Check) ?? steps.FirstOrDefault();
    }

    private InstanceResult Describe(Standing standing, StepOutcome? outcome)
    {
        var instance = standing.Instance;
        var fact = facts.Of(instance);
        var unreachable = fleet.Ship(instance.Ship).Problem is not null && fact is null;
        return new InstanceResult
        {
            Name = instance.Name,
            Service = instance.Service,
            Ship = instance.Ship,
            Address = plan.Environment.Ship(instance.Ship).Address,
            Image = instance.Image.Text,
            Tag = TagOf(standing),
            Status = unreachable ? "unknown" : fact?.State ?? "absent",
            Outcome = outcome is null or { Verdict: StepVerdict.Done, Step.Kind: StepKind.Start or StepKind.Check } ? standing.Word : outcome.Word,
            Succeeded = outcome is null ? !unreachable : outcome.Verdict == StepVerdict.Done,
            ContainerId = fact?.Id ?? string.Empty,
            StartedAt = fact?.StartedAt,
            Error = outcome?.Error,
        };
    }

    // A container whose image has lost its name to a newer one is listed with the image's id: that has no tag.
    public static string TagOf(Standing standing)
    {
        var reference = standing.Container is { } container
            && !container.Image.StartsWith("sha256:", StringComparison.Ordinal)
            && ImageReference.TryParse(container.Image, out var made) ? made : standing.Instance.Image;
        return reference is { ExplicitTag: null, Digest: not null } ? "digest" : reference.Tag;
    }

    private IEnumerable<ServiceEndpoint> EndpointsOf(InstanceResult result)
    {
        var instance = plan.Environment.Instance(result.Name);
        return instance.Ports
            .Select(p => (Port: p, External: facts.ExternalPort(instance, p)))
            .Where(p => p.External is not null)
            .Select(p => new ServiceEndpoint(result.Service, result.Name, p.Port.Name, result.Address, p.External!.Value, p.Port.Protocol));
    }
}
