using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The pulls of a plan: each image once per ship and platform, however many instances use it.</summary>
internal sealed class PullSteps(MaestroEnvironment environment, PlanBuilder plan)
{
    private readonly Dictionary<(string Ship, string Image), int> _numbers = [];
    private readonly Dictionary<string, List<PullStep>> _byTag = new(StringComparer.Ordinal);

    /// <summary>Why the image must be pulled before the instance's container is made; null when it need not be.</summary>
    /// <remarks>A play that asks what has changed has fetched the images before it was planned.</remarks>
    public static string? CauseFor(Instance instance, Play play, ObservedFleet fleet) => instance.PullPolicy switch
    {
        PullPolicy.Never => null,
        PullPolicy.Always when !(play.RefreshImages && play.OnlyIfChanged) => "pull policy is always",
        _ when play.RefreshImages && !play.OnlyIfChanged => "refresh asked for",
        _ when !fleet.HasImage(instance.Ship, instance.Image) => "image is not there",
        _ => fleet.HasImage(instance) ? null : "image is not there for that platform",
    };

    /// <summary>Refuses images that are not there and may not be pulled.</summary>
    /// <exception cref="MaestroException">There is one.</exception>
    public static void RefuseMissing(IEnumerable<Instance> making, ObservedFleet fleet)
    {
        List<Diagnostic> missing = [.. making
            .Where(i => i.PullPolicy == PullPolicy.Never && fleet.Ship(i.Ship).Problem is null && !fleet.HasImage(i.Ship, i.Image))
            .Select(i => Diagnostic.Error(
                DiagnosticCodes.ImageNotPulled,
                $"Ship {i.Ship} does not have the image {i.Image} of {i.Name}, whose pull_policy is 'never'. Load or build it there, or let it be pulled ('missing').",
                i.Location))];
        if (missing.Count > 0)
        {
            throw new MaestroException(missing);
        }
    }

    /// <returns>The number of the step that pulls the instance's image onto its ship.</returns>
    public int For(Instance instance, string cause)
    {
        var key = (instance.Ship, PullStep.SubjectOf(instance.Image, instance.Platform));
        if (!_numbers.TryGetValue(key, out var number))
        {
            var step = new PullStep(instance.Image, instance.Platform)
            {
                Number = plan.NextNumber,
                Ship = environment.Ship(instance.Ship),
                Cause = cause,
            };
            number = plan.Add(step);
            _numbers.Add(key, number);
            if (instance.Image.Digest is null)
            {
                ShareTag(step);
            }
        }

        return number;
    }

    private void ShareTag(PullStep step)
    {
        if (!_byTag.TryGetValue(step.Image.Full, out var pulls))
        {
            _byTag[step.Image.Full] = pulls = [];
        }

        pulls.Add(step);
        if (pulls.Exists(p => p.Ship.Name != step.Ship.Name))
        {
            pulls.ForEach(p => plan.Change<PullStep>(p.Number, s => s with { SharesTag = true }));
        }
    }
}
