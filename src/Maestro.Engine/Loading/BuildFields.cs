using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>The fields that say what an image is made from.</summary>
internal static class BuildFields
{
    public static FieldTable All { get; } = new(
        "a folder with a Dockerfile, a project file, an archive, or a mapping such as {dockerfile: ./web}",
        new("project", "path", Kinds.Text, "The .NET project that the SDK makes the image of."),
        new("configuration", "text", Kinds.Text, $"project: the configuration that is built; {ProjectBuild.DefaultConfiguration} by default."),
        new("properties", "mapping of properties", Kinds.TextMap, "project: properties for its build, such as ContainerBaseImage."),
        new("sources", "path or list of paths", Kinds.TextOrList, "project: further files and folders that it is made from."),
        new("dockerfile", "path", Kinds.Text, "The folder with the Dockerfile, or the Dockerfile itself; from the context, if one is given."),
        new("context", "path", Kinds.Text, "dockerfile: the folder that it copies from; its own by default."),
        new("args", "mapping of arguments, or list", Kinds.Either(Kinds.TextMap, Kinds.ListOf(Kinds.Text)), "dockerfile: values for its arguments."),
        new("target", "text", Kinds.Text, "dockerfile: the stage to build; the last one by default."),
        new("archive", "path", Kinds.Text, "A tar with the image, as docker save writes one."));
}
