using System.Text.Json.Nodes;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Loading;

/// <summary>What images are built from, as the file says it.</summary>
public class BuildTests
{
    [Theory]
    [InlineData("build: src/App/App.csproj", "src/App/App.csproj")]
    [InlineData("build: {project: ./src/App/App.fsproj}", "src/App/App.fsproj")]
    public void A_project_is_named_by_its_file(string field, string project)
    {
        var build = Assert.IsType<ProjectBuild>(BuildOf(field));

        Assert.Equal((Below(project), "Release"), (build.Project, build.Configuration));
        Assert.Empty(build.Properties);
    }

    [Fact]
    public void A_project_takes_a_configuration_properties_and_further_sources()
    {
        var build = Assert.IsType<ProjectBuild>(BuildOf("build: {project: a.csproj, configuration: Debug, properties: {ContainerBaseImage: 'hub:5000/x', Number: 1}, sources: [schemas/, ../shared.txt]}"));

        Assert.Equal("Debug", build.Configuration);
        Assert.Equal(["ContainerBaseImage=hub:5000/x", "Number=1"], build.Properties.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal([Below("schemas"), Path.GetFullPath("../shared.txt", Loaded.Folder)], build.Sources);
    }

    [Theory]
    [InlineData("build: ./web", "web", "web/Dockerfile")]
    [InlineData("build: web/", "web", "web/Dockerfile")]
    [InlineData("build: web/Dockerfile.debug", "web", "web/Dockerfile.debug")]
    [InlineData("build: {dockerfile: web}", "web", "web/Dockerfile")]
    [InlineData("build: {dockerfile: docker/web.Dockerfile}", "docker", "docker/web.Dockerfile")]
    [InlineData("build: {dockerfile: web/Containerfile}", "web", "web/Containerfile")]
    [InlineData("build: {context: web}", "web", "web/Dockerfile")]
    [InlineData("build: {context: ., dockerfile: src/Web/Dockerfile}", "", "src/Web/Dockerfile")]
    [InlineData("build: {context: web, dockerfile: other.txt}", "web", "web/other.txt")]
    [InlineData("build: {context: web, dockerfile: ../docker/Dockerfile}", "web", "docker/Dockerfile")]
    public void A_Dockerfile_is_named_by_itself_or_its_folder_or_from_its_context(string field, string context, string dockerfile)
    {
        var build = Assert.IsType<DockerfileBuild>(BuildOf(field));

        Assert.Equal((Below(context), Below(dockerfile)), (build.Context, build.Dockerfile));
    }

    [Fact]
    public void What_is_there_counts_more_than_what_its_name_looks_like()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "Dockerfiles"));
        folder.Write("recipe", "FROM scratch\n");

        Assert.Equal(Path.Combine(folder.Path, "Dockerfiles", "Dockerfile"), DockerfileIn("Dockerfiles"));
        Assert.Equal(Path.Combine(folder.Path, "recipe"), DockerfileIn("recipe"));

        string DockerfileIn(string path)
        {
            var file = folder.Write("maestro.yaml", Loaded.WithInstance($"build: {path}"));
            return Assert.IsType<DockerfileBuild>(new EnvironmentLoader().Load(file).Instance("app-1").Build).Dockerfile;
        }
    }

    [Theory]
    [InlineData("args: {VERSION: 1.2, EMPTY: '', GONE: }")]
    [InlineData("args: [VERSION=1.2, EMPTY=]")]
    public void A_Dockerfile_takes_arguments_and_a_stage(string args)
    {
        var build = Assert.IsType<DockerfileBuild>(BuildOf($"build: {{dockerfile: web, target: debug, {args}}}"));

        Assert.Equal("debug", build.Target);
        Assert.Equal(["VERSION=1.2", "EMPTY="], build.Args.Select(a => $"{a.Key}={a.Value}"));
    }

    [Theory]
    [InlineData("build: artifacts/app.tar")]
    [InlineData("build: {archive: artifacts/app.tar}")]
    public void An_archive_is_named_by_its_file(string field)
        => Assert.Equal(Below("artifacts/app.tar"), Assert.IsType<ArchiveBuild>(BuildOf(field)).Archive);

    [Theory]
    [InlineData("build: app.tar.gz")]
    [InlineData("build: app.tgz")]
    public void A_path_alone_is_an_archive_by_its_ending(string field) => Assert.IsType<ArchiveBuild>(BuildOf(field));

    [Theory]
    [InlineData("§build: {}", "An image is built from one of project, dockerfile, archive; none is given.")]
    [InlineData("§build: {args: {A: 1}}", "none is given")]
    [InlineData("§build: {project: a.csproj, archive: a.tar}", "project and archive are given")]
    [InlineData("§build: {archive: a.tar, context: .}", "dockerfile and archive are given")]
    [InlineData("build: {project: a.csproj, §target: debug}", "'target' goes with 'dockerfile', and this image is built from 'project'.")]
    [InlineData("build: {dockerfile: web, §properties: {A: 1}}", "'properties' goes with 'project', and this image is built from 'dockerfile'.")]
    [InlineData("build: §''", "Expected a folder with a Dockerfile, a project file, an archive")]
    [InlineData("build: §https://github.com/team/web.git", "and an address is none")]
    [InlineData("build: {dockerfile: §''}", "Expected the path of a folder or of a Dockerfile")]
    [InlineData("build: {context: web, dockerfile: §[a]}", "Expected the path of a folder or of a Dockerfile; found a list")]
    [InlineData("build: {dockerfile: web, args: [§VERSION]}", "Expected an argument with its value, such as VERSION=1.2; found 'VERSION'.")]
    [InlineData("build: {dockerfile: web, args: {§'A B': 1}}", "'A B' cannot be the name of an argument")]
    [InlineData("build: {project: a.csproj, properties: {§1A: 1}}", "'1A' cannot be the name of a property")]
    [InlineData("build: {project: a.csproj, properties: {§Configuration: Debug}}", "write 'configuration' beside 'project'")]
    [InlineData("build: {project: a.csproj, properties: {§containerRepository: web}}", "Maestro sets 'containerRepository' itself")]
    [InlineData("build: §[a]", "Expected a folder with a Dockerfile")]
    public void Mistakes_are_told_at_their_place(string field, string message)
        => Assert.Contains(message, Loaded.MistakeAtMark(Loaded.WithInstance(field)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_field_is_told_with_the_one_that_was_meant()
    {
        var warning = Assert.Single(Loaded.Environment(Loaded.WithInstance("build: {dockerfile: web, arg: {A: 1}}")).Warnings);

        Assert.Equal(DiagnosticCodes.UnknownKey, warning.Code);
        Assert.Contains("'arg' is not known here and has no effect; did you mean 'args'?", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo", "web", @"\Amaestro/demo/web\z")]
    [InlineData("My Shop (test)", "Web_UI", @"\Amaestro/my-shop-test/web-ui\z")]
    [InlineData("店", "web", @"\Amaestro/[0-9a-f]{12}/web\z")]
    public void An_image_without_a_name_is_named_after_environment_and_service(string environment, string service, string image)
    {
        var loaded = Loaded.Environment($"name: '{environment}'\nships: {{here: {{ip: 10.0.0.1}}}}\nservices: {{'{service}': {{build: ./web, instances: {{web-1: {{ship: here}}}}}}}}\n");

        Assert.Matches(image, loaded.Instance("web-1").Image.Text);
        Assert.Equal(loaded.Services[0].Image, loaded.Instance("web-1").Image);
    }

    [Fact]
    public void An_instance_takes_over_what_its_service_says_or_has_its_own()
    {
        var environment = Services("""
            web:
              build: ./web
              instances:
                web-1: {ship: here}
                web-2: {ship: here, build: ./other}
                web-3: {ship: here, image: 'redis:7'}
                web-4: {ship: here, image: 'team/web:4', build: {dockerfile: web, target: debug}}
            """);

        Assert.Equal(
            ["maestro/demo/web from web", "maestro/demo/web-2 from other", "redis:7", "team/web:4 from web"],
            environment.Instances.Select(i => i.Build is DockerfileBuild build ? $"{i.Image} from {Path.GetFileName(build.Context)}" : i.Image.Text));
    }

    [Fact]
    public void An_image_that_one_service_builds_is_built_for_all_that_name_it()
    {
        var environment = Services("""
            web: {image: 'team/app:1', build: ./app, instances: {web-1: {ship: here}}}
            worker: {image: 'docker.io/team/app:1', instances: {worker-1: {ship: here}}}
            """);

        Assert.Same(environment.Instance("web-1").Build, environment.Instance("worker-1").Build);
    }

    [Fact]
    public void Two_services_may_build_the_same_image_in_the_same_way_alone()
    {
        const string Same = "a: {image: 'team/app:1', build: ./app, instances: {a-1: {ship: here}}}\nb: {image: 'team/app:1', build: {dockerfile: app}, instances: {b-1: {ship: here}}}\n";
        Assert.Equal("team/app:1", Services(Same).Instance("b-1").Image.Text);

        var mistake = Assert.Single(Mistakes(Same.Replace("dockerfile: app", "dockerfile: app, target: debug", StringComparison.Ordinal)));

        Assert.Matches(@"The image team/app:1 of 'b-1' is built from something else at -\(\d+,\d+\); give one of the two another 'image'.", mistake.Message);
    }

    [Fact]
    public void Names_of_services_that_come_to_the_same_image_are_told()
        => Assert.Contains("The image maestro/demo/web of 'b-1' is built from something else", Assert.Single(Mistakes("""
            Web: {build: ./a, instances: {a-1: {ship: here}}}
            web: {build: ./b, instances: {b-1: {ship: here}}}
            """)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_image_that_is_built_has_no_digest()
        => Assert.Contains("give it a tag", Assert.Single(Mistakes($"web: {{image: 'team/web@sha256:{new string('a', 64)}', build: ./a, instances: {{a-1: {{ship: here}}}}}}")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_service_needs_an_image_or_a_build()
        => Assert.Contains("or what it is built from, such as 'build: ./web'", Assert.Single(Mistakes("web: {instances: {a-1: {ship: here}}}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Nothing_need_be_there_to_load_the_file() => Assert.Empty(Loaded.Environment(Loaded.WithInstance("build: {project: nowhere/a.csproj}")).Warnings);

    [Fact]
    public void Paths_start_from_the_file_that_says_them()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("maestro.yaml", "include: parts/web.yaml\nname: demo\nships: {here: {ip: 10.0.0.1}}\n");
        folder.Write("parts/web.yaml", "services: {web: {build: ./web, instances: {web-1: {ship: here}}}}\n");
        var stage = folder.Write("stage.yaml", "services: {web: {build: {dockerfile: stage}}}\n");

        Assert.Equal(Path.Combine(folder.Path, "parts", "web"), ContextOf(new EnvironmentLoader().Load(file)));
        Assert.Equal(Path.Combine(folder.Path, "stage"), ContextOf(new EnvironmentLoader().Load([file, stage])));

        static string ContextOf(MaestroEnvironment environment) => ((DockerfileBuild)environment.Instance("web-1").Build!).Context;
    }

    [Fact]
    public void A_dump_tells_what_is_built_and_where_that_is_said()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("maestro.yaml", Loaded.WithInstance("build: {dockerfile: web, args: {A: b}}"));

        var dump = JsonNode.Parse(Conductor.Dump(new Conductor(new ConductorSettings { TracesOrigins = true }).Load(file)))!;

        var build = dump["services"]![0]!["instances"]![0]!["build"]!;
        Assert.Equal(("dockerfile", Path.Combine(folder.Path, "web"), "b"), ((string?)build["type"], (string?)build["context"], (string?)build["args"]!["A"]));
        Assert.Equal(file, (string?)dump["origins"]!["services/app/instances/app-1/build/args/A"]!["file"]);
    }

    private static ImageBuild? BuildOf(string field) => Loaded.Instance(field).Build;

    private static MaestroEnvironment Services(string services) => Loaded.Environment(File(services));

    private static List<Diagnostic> Mistakes(string services) => Loaded.Mistakes(File(services)).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();

    private static string File(string services)
        => $"__maestro: {{schema: 2}}\nname: demo\nships: {{here: {{ip: 10.0.0.1}}}}\nservices:\n{string.Concat(services.Split('\n').Select(l => $"  {l}\n"))}";

    private static string Below(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path.Length == 0 ? "." : path, Loaded.Folder));
}
