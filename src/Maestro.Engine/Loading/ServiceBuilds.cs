using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Gives instances the images that somebody else than their file builds for them.</summary>
internal static class ServiceBuilds
{
    /// <exception cref="MaestroException">A build is for no instance, or two are for one.</exception>
    public static MaestroEnvironment Apply(MaestroEnvironment environment, IReadOnlyList<ServiceBuild> builds)
    {
        var diagnostics = new List<Diagnostic>();
        var chosen = new Dictionary<string, (ServiceBuild Build, ImageReference Image)>(StringComparer.Ordinal);
        foreach (var build in builds)
        {
            List<Instance> instances = [.. InstancesOf(environment, build, diagnostics)];
            if (instances.Count > 0 && NameOf(build, diagnostics) is var name)
            {
                diagnostics.AddRange(instances.Where(i => !chosen.TryAdd(i.Name, (build, name ?? i.Image))).Select(i => Twice(i, build)));
            }
        }

        if (diagnostics.Count > 0)
        {
            throw new MaestroException(diagnostics);
        }

        var byImage = chosen.Values.DistinctBy(c => c.Image.Full).ToDictionary(c => c.Image.Full, c => c.Build.Build, StringComparer.Ordinal);
        return chosen.Count == 0 ? environment : environment.With([.. environment.Services.Select(s => s with { Instances = [.. s.Instances.Select(Built)] })]);

        // An image that is built is built for all that name it.
        Instance Built(Instance instance)
        {
            var image = chosen.TryGetValue(instance.Name, out var found) ? found.Image : instance.Image;
            return instance with { Image = image, Build = byImage.GetValueOrDefault(image.Full, instance.Build!) };
        }
    }

    private static IEnumerable<Instance> InstancesOf(MaestroEnvironment environment, ServiceBuild build, List<Diagnostic> diagnostics)
    {
        if (build.Services.Count > 0)
        {
            var names = new NameSuggestions([.. environment.Services.Select(s => s.Name)], "service");
            diagnostics.AddRange(build.Services.Where(s => !environment.HasService(s)).Select(s => Wrong(build, $"is built for '{s}', which is no service{names.Hint(s)}")));
            return build.Services.Where(environment.HasService).SelectMany(s => environment.Service(s).Instances);
        }

        List<Instance> found = [.. environment.Instances.Where(i => build.Image.Length > 0 ? IsNamed(i, build.Image) : i.Build?.Input == build.Build.Input)];
        if (found.Count == 0)
        {
            var services = environment.Services.Count == 0 ? "it has none" : $"its services are {string.Join(", ", environment.Services.Select(s => s.Name))}";
            diagnostics.Add(Wrong(build, build.Image.Length > 0
                ? $"is to be called {build.Image}, and no instance of '{environment.Name}' runs that image. Say which service runs it; {services}."
                : $"belongs to no service: '{environment.Name}' builds nothing from it. Say which service runs it, or what it is called; {services}."));
        }

        return found;
    }

    private static bool IsNamed(Instance instance, string image) => ImageReference.TryParse(image, out var name) && name.Equals(instance.Image);

    private static ImageReference? NameOf(ServiceBuild build, List<Diagnostic> diagnostics)
    {
        if (build.Image.Length == 0)
        {
            return null;
        }

        if (!ImageReference.TryParse(build.Image, out var name) || name.Digest is not null)
        {
            diagnostics.Add(Wrong(build, $"cannot be called '{build.Image}'; expected a name with a tag, such as team/web:1."));
        }

        return name;
    }

    private static Diagnostic Twice(Instance instance, ServiceBuild build) => Wrong(build, $"is built for {instance.Name}, which gets another one already.");

    private static Diagnostic Wrong(ServiceBuild build, string what)
        => Diagnostic.Error(DiagnosticCodes.BuildForNobody, $"The image of '{Path.GetFileName(build.Build.Input)}' {what}", build.Build.Location);
}
