using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Makes up what images are built from, and says it in the language of environment files.</summary>
internal static class GeneratedBuilds
{
    public static ImageBuild Make(Chances chances) => chances.Number(0, 3) switch
    {
        0 => new ProjectBuild($"{Folder(chances)}/App{chances.Fresh()}.{chances.Pick("csproj", "fsproj")}")
        {
            Configuration = chances.Pick("Release", "Debug"),
            Properties = chances.Many(2, () => $"Property{chances.Fresh()}").ToDictionary(p => p, _ => chances.Text()),
            Sources = chances.Many(2, () => $"{Folder(chances)}/more-{chances.Fresh()}"),
        },
        1 => Dockerfile(chances, $"{Folder(chances)}/web-{chances.Fresh()}"),
        _ => new ArchiveBuild($"{Folder(chances)}/images-{chances.Fresh()}.{chances.Pick("tar", "tgz", "tar.gz")}"),
    };

    public static YamlValue? Write(ImageBuild? build, YamlChances chances) => build switch
    {
        ProjectBuild { Configuration: "Release", Properties.Count: 0, Sources.Count: 0 } plain when chances.Chance() => chances.File(plain.Project),
        ProjectBuild project => chances.Shuffled(
            ("project", chances.File(project.Project)),
            ("configuration", chances.Unless(project.Configuration == "Release", project.Configuration)),
            ("properties", chances.Texts(project.Properties)),
            ("sources", chances.Names(project.Sources))),
        DockerfileBuild { Args.Count: 0, Target: "" } plain when plain.Dockerfile == $"{plain.Context}/Dockerfile" && chances.Chance() => chances.File(plain.Context),
        DockerfileBuild dockerfile => chances.Shuffled([.. Place(dockerfile, chances), ("args", Args(dockerfile, chances)), ("target", chances.Unless(dockerfile.Target.Length == 0, dockerfile.Target))]),
        ArchiveBuild archive => chances.Chance() ? chances.File(archive.Archive) : YamlChances.Map(("archive", chances.File(archive.Archive))),
        _ => null,
    };

    private static DockerfileBuild Dockerfile(Chances chances, string context)
        => new(context, chances.Pick($"{context}/Dockerfile", $"{context}/docker/Dockerfile.debug", $"{Folder(chances)}/elsewhere/web.Dockerfile"))
        {
            Args = chances.Many(2, () => $"ARG_{chances.Fresh()}").ToDictionary(a => a, _ => chances.Text()),
            Target = chances.Pick("", "debug"),
        };

    private static (string Key, YamlValue? Value)[] Place(DockerfileBuild build, YamlChances chances)
        => build.Dockerfile == $"{build.Context}/Dockerfile" && chances.Chance() ? [(chances.Pick("dockerfile", "context"), chances.File(build.Context))]
            : [("context", chances.File(build.Context)), ("dockerfile", build.Dockerfile.StartsWith(build.Context + "/", StringComparison.Ordinal) && chances.Chance() ? build.Dockerfile[(build.Context.Length + 1)..] : build.Dockerfile)];

    private static YamlValue? Args(DockerfileBuild build, YamlChances chances)
        => chances.Chance() ? chances.Texts(build.Args) : new YamlList([.. build.Args.Select(a => (YamlValue)$"{a.Key}={a.Value}")]);

    private static string Folder(Chances chances) => chances.Pick("/somewhere", Loaded.Folder);
}
