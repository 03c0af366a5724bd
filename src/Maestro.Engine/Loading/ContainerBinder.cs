using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads the fields that a service and an instance have in common.</summary>
internal static class ContainerBinder
{
    private const string ImageExpected = "an image reference such as redis:7 or registry:5000/team/web@sha256:…";

    public static ContainerDraft Bind(Section section, IReadOnlySet<string> overridden) => new()
    {
        Image = section["image"] is { } image ? BindImage(image) : null,
        Env = section["env"] is { } env ? VariableBinder.Bind(env, overridden) : new Dictionary<string, string?>(),
        Ports = section["ports"] is { } ports ? PortMappingBinder.BindAll(ports) : [],
        Volumes = section["volumes"] is { } volumes ? VolumeBinder.Bind(volumes) : [],
        Command = CommandBinder.Bind(section),
        Restart = section["restart"] is { } restart ? RestartBinder.Bind(restart) : null,
        StopTimeout = section["stop_timeout"]?.Integer("a whole number of seconds, 0 or more", 0, int.MaxValue) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Checks = section["lifecycle"] is { } lifecycle ? CheckBinder.Bind(lifecycle) : [],
    };

    private static ImageReference? BindImage(BoundNode image)
    {
        if (image.Text(ImageExpected) is not { } text)
        {
            return null;
        }

        if (!ImageReference.TryParse(text, out var reference))
        {
            image.Error(DiagnosticCodes.InvalidValue, $"Expected {ImageExpected}; found {image.Describe()}.");
        }

        return reference;
    }
}
