using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads what an image is made from: one of three kinds, each also as a path alone.</summary>
internal static class BuildBinder
{
    // The first field of each kind is the one that messages name; what stands behind goes with it alone.
    private static readonly string[][] Fields =
    [
        ["project", "configuration", "properties", "sources"],
        ["dockerfile", "context", "args", "target"],
        ["archive"],
    ];

    public static ImageBuild? Bind(BoundNode build)
        => build.Node is YamlScalar ? BindPath(build)
            : Section.Open(build, BuildFields.All) is { } section && KindOf(section) is { } kind ? Bind(section, kind)
            : null;

    private static ImageBuild? BindPath(BoundNode build)
        => FullPath(build, BuildFields.All.Expected) is { } path ? BuildPath.Parse(path) with { Location = build.Node.Location } : null;

    /// <returns>The word of the one kind that is meant; null and a diagnostic when there is none, or several.</returns>
    private static string? KindOf(Section section)
    {
        var given = Fields.Where(f => section[f[0]] is not null || (f[0] == "dockerfile" && section["context"] is not null)).Select(f => f[0]).ToList();
        if (given.Count != 1)
        {
            section.Node.ErrorAtKey(DiagnosticCodes.InvalidValue, $"An image is built from one of {string.Join(", ", Fields.Select(f => f[0]))}; {(given.Count == 0 ? "none is given" : $"{string.Join(" and ", given)} are given")}.");
            return null;
        }

        foreach (var (kind, field) in Fields.Where(f => f[0] != given[0]).SelectMany(f => f.Select(field => (f[0], field))))
        {
            if (section[field] is { } stray)
            {
                stray.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{field}' goes with '{kind}', and this image is built from '{given[0]}'.");
            }
        }

        return given[0];
    }

    private static ImageBuild? Bind(Section section, string kind)
    {
        ImageBuild? build = kind switch
        {
            "project" => BindProject(section),
            "archive" => FullPath(section["archive"]!, "the path of a tar archive") is { } archive ? new ArchiveBuild(archive) : null,
            _ => BindDockerfile(section),
        };
        return build is null ? null : build with { Location = (section[kind] ?? section["context"]!).Node.Location };
    }

    private static ProjectBuild? BindProject(Section section)
    {
        if (FullPath(section["project"]!, "the path of a project file, such as src/App/App.csproj") is not { } project)
        {
            return null;
        }

        return new ProjectBuild(project)
        {
            Configuration = section["configuration"]?.Text("a configuration such as Release") is { Length: > 0 } configuration ? configuration : ProjectBuild.DefaultConfiguration,
            Properties = section["properties"] is { } properties ? BuildValueBinder.Properties(properties) : new Dictionary<string, string>(),
            Sources = section["sources"] is { } sources ? [.. NameBinder.Each(sources, "a path or a list of paths").Select(s => Normalised(s.Place.FullPath(s.Text)))] : [],
        };
    }

    private static ImageBuild? BindDockerfile(Section section)
    {
        const string Expected = "the path of a folder or of a Dockerfile";
        var context = section["context"] is { } folder ? FullPath(folder, "the path of a folder") : null;
        var file = section["dockerfile"] is { } given ? FullPath(given, Expected, context) : context;
        if (file is null || (context is null && section["context"] is not null))
        {
            return null;
        }

        return BuildPath.Dockerfile(file, context, isFile: context is not null && section["dockerfile"] is not null) with
        {
            Args = section["args"] is { } args ? BuildValueBinder.Args(args) : new Dictionary<string, string>(),
            Target = section["target"]?.Text("the name of a stage") ?? string.Empty,
        };
    }

    private static string? FullPath(BoundNode path, string expected, string? from = null)
    {
        if (path.Text(expected) is not { } text)
        {
            return null;
        }

        if (text.Length > 0 && !text.Contains("://", StringComparison.Ordinal))
        {
            return Normalised(from is null ? path.FullPath(text) : Path.GetFullPath(text, from));
        }

        path.Error(DiagnosticCodes.InvalidValue, $"Expected {expected}; found {path.Describe()}{(text.Length > 0 ? ", and an address is none" : string.Empty)}.");
        return null;
    }

    private static string Normalised(string path) => Path.TrimEndingDirectorySeparator(path);
}
