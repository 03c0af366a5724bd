using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

/// <summary>Images that somebody else than the file builds for services.</summary>
public class ServiceBuildsTests
{
    private static readonly ProjectBuild Project = new(Path.GetFullPath("src/App/App.csproj", Loaded.Folder)) { Location = new SourceLocation("/src/Tests.csproj") };

    [Fact]
    public void A_service_that_is_named_runs_the_image()
    {
        var environment = Apply(new ServiceBuild(Project) { Services = ["web"] });

        Assert.All(environment.Service("web").Instances, i => Assert.Same(Project, i.Build));
        Assert.Equal("team/web:1", environment.Instance("web-1").Image.Text);
        Assert.Null(environment.Instance("db-1").Build);
        Assert.Same(environment.Instance("web-1"), environment.Service("web").Instances[0]);
    }

    [Fact]
    public void The_image_may_be_called_something_else()
        => Assert.Equal("team/other:2", Apply(new ServiceBuild(Project) { Services = ["web"], Image = "team/other:2" }).Instance("web-1").Image.Text);

    [Fact]
    public void Instances_that_ask_for_the_image_by_its_name_run_it()
    {
        var environment = Apply(new ServiceBuild(Project) { Image = "docker.io/team/web:1" });

        Assert.Equal(["web-1", "web-2", "worker-1"], environment.Instances.Where(i => i.Build == Project).Select(i => i.Name));
    }

    [Fact]
    public void An_image_that_is_built_is_built_for_all_that_name_it()
        => Assert.Same(Project, Apply(new ServiceBuild(Project) { Services = ["web"] }).Instance("worker-1").Build);

    [Fact]
    public void Without_a_word_it_is_for_what_the_file_builds_from_the_same_project()
    {
        var debug = Project with { Configuration = "Debug" };

        var environment = Apply(new ServiceBuild(debug));

        Assert.Equal(["app-1"], environment.Instances.Where(i => i.Build == debug).Select(i => i.Name));
        Assert.Equal("maestro/demo/app", environment.Instance("app-1").Image.Text);
    }

    [Fact]
    public void Nothing_changes_without_builds()
    {
        var environment = Environment();

        Assert.Same(environment, ServiceBuilds.Apply(environment, []));
    }

    [Theory]
    [InlineData("wbe", "", "The image of 'App.csproj' is built for 'wbe', which is no service; did you mean 'web'?")]
    [InlineData("", "team/none:1", "The image of 'App.csproj' is to be called team/none:1, and no instance of 'demo' runs that image. Say which service runs it; its services are web, worker, db, app.")]
    [InlineData("web", "Not A Name", "The image of 'App.csproj' cannot be called 'Not A Name'; expected a name with a tag, such as team/web:1.")]
    public void What_nobody_runs_is_told_at_the_place_that_says_it(string service, string image, string message)
    {
        var mistake = Mistake(new ServiceBuild(Project) { Services = service.Length == 0 ? [] : [service], Image = image });

        Assert.Equal((DiagnosticCodes.BuildForNobody, message, "/src/Tests.csproj"), (mistake.Code, mistake.Message, mistake.Location!.File));
    }

    [Fact]
    public void A_project_that_the_file_builds_nothing_from_is_told()
        => Assert.Contains("belongs to no service: 'demo' builds nothing from it. Say which service runs it, or what it is called", Mistake(new ServiceBuild(new ProjectBuild("/other/Other.csproj"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_builds_for_one_instance_are_told()
        => Assert.Equal(
            "The image of 'Other.csproj' is built for web-1, which gets another one already.",
            Assert.Throws<MaestroException>(() => Apply(new ServiceBuild(Project) { Services = ["web"] }, new ServiceBuild(new ProjectBuild("/Other.csproj")) { Services = ["web"] })).Diagnostics[0].Message);

    [Fact]
    public void The_front_door_applies_them()
    {
        var text = new StringReader(Loaded.WithInstance("image: a"));

        var environment = new Conductor(new ConductorSettings { StandardInput = text, Builds = [new ServiceBuild(Project) { Services = ["app"] }] }).Load("-");

        Assert.Same(Project, environment.Instance("app-1").Build);
    }

    private static MaestroEnvironment Environment() => Loaded.Environment("""
        __maestro: {schema: 2}
        name: demo
        ships: {here: {ip: 10.0.0.1}}
        services:
          web: {image: 'team/web:1', instances: {web-1: {ship: here}, web-2: {ship: here}}}
          worker: {image: 'team/web:1', instances: {worker-1: {ship: here}}}
          db: {image: 'redis:7', instances: {db-1: {ship: here}}}
          app: {build: src/App/App.csproj, instances: {app-1: {ship: here}}}
        """);

    private static MaestroEnvironment Apply(params ServiceBuild[] builds) => ServiceBuilds.Apply(Environment(), builds);

    private static Diagnostic Mistake(ServiceBuild build) => Assert.Single(Assert.Throws<MaestroException>(() => Apply(build)).Diagnostics);
}
