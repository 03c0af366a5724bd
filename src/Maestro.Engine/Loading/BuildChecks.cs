using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Checks that each image has one origin. An image that one service builds is built for all that name it.</summary>
internal static class BuildChecks
{
    public static void Check(EnvironmentDraft environment)
    {
        var first = new Dictionary<string, ImageBuild>(StringComparer.Ordinal);
        var reported = new HashSet<ImageBuild>(ReferenceEqualityComparer.Instance);
        foreach (var (instance, image, build) in Builds(environment))
        {
            if (!first.TryAdd(image.Full, build) && first[image.Full] is var other && other.Definition != build.Definition && reported.Add(build))
            {
                instance.Place.ErrorAtKey(DiagnosticCodes.InvalidValue, $"The image {image} of '{instance.Name}' is built from something else at {other.Location}; give one of the two another 'image'.");
            }

            if (image.Digest is not null && reported.Add(build))
            {
                instance.Place.ErrorAtKey(DiagnosticCodes.InvalidValue, $"The image {image} of '{instance.Name}' is named by a digest, which an image has only once it is built; give it a tag.");
            }
        }
    }

    /// <summary>The images that are built, by their full names.</summary>
    public static IReadOnlyDictionary<string, ImageBuild> ByImage(EnvironmentDraft environment)
        => Builds(environment).DistinctBy(b => b.Image.Full).ToDictionary(b => b.Image.Full, b => b.Build, StringComparer.Ordinal);

    private static IEnumerable<(InstanceDraft Instance, ImageReference Image, ImageBuild Build)> Builds(EnvironmentDraft environment)
        => environment.Services.SelectMany(s => s.Instances)
            .Where(i => i.Container.Build is not null)
            .Select(i => (i, i.Image(environment.Name ?? string.Empty)!, i.Container.Build!));
}
