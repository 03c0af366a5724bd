using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Maestro.MSBuild.Tests;

public sealed class MaestroTaskTests : IDisposable
{
    private readonly BuildLog _log = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gives_variables_to_the_template()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good + "# {{ stage }}{{ other }}\n");

        using var strict = Task<MaestroValidate>("maestro.yaml");
        strict.Variables = ["stage=a"];
        Assert.False(strict.Execute());
        Assert.Contains("'other' is not defined", Assert.Single(_log.Errors).Message, StringComparison.Ordinal);

        using var complete = Task<MaestroValidate>("maestro.yaml");
        complete.Variables = ["stage=a", "other=b"];
        Assert.True(complete.Execute());

        using var lenient = Task<MaestroValidate>("maestro.yaml");
        lenient.Lenient = true;
        Assert.True(lenient.Execute());
    }

    [Theory]
    [InlineData("obj/maestro/plan.json", "one")]
    [InlineData("obj/maestro/one/plan.json", "one", "two")]
    [InlineData("obj/maestro/two/plan.json", "one", "two")]
    public async System.Threading.Tasks.Task Leaves_files_about_the_play_in_a_folder_of_its_own_for_each_of_several(string file, params string[] environments)
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.AddImage("fleet/web:1");
        foreach (var environment in environments)
        {
            _folder.Write($"{environment}.yaml", EnvironmentSnippets.OnEngine(docker, environment));
        }

        using var start = Task<MaestroStart>([.. environments.Select(e => $"{e}.yaml")]);
        start.ArtifactsPath = "obj/maestro/";

        Assert.True(start.Execute(), string.Join('\n', _log.Errors.Select(e => e.Message)));
        Assert.True(File.Exists(Path.Combine(_folder.Path, file)));
    }

    [Fact]
    public async System.Threading.Tasks.Task Says_where_the_report_of_a_play_is_that_failed()
    {
        await using var docker = await FakeDocker.StartAsync();
        _folder.Write("maestro.yaml", EnvironmentSnippets.OnEngine(docker, "one"));
        using var start = Task<MaestroStart>("maestro.yaml");
        start.ArtifactsPath = "obj/maestro/";

        Assert.False(start.Execute());

        var report = Path.Combine(_folder.Path, "obj", "maestro", "report.html");
        Assert.Contains(_log.Messages, m => m.Importance == MessageImportance.High && m.Message == $"one: {report} tells more");
        Assert.True(File.Exists(report));
    }

    [Fact]
    public async System.Threading.Tasks.Task Adds_to_the_summary_of_the_job_and_tells_errors_of_the_build_in_no_other_way()
    {
        await using var docker = await FakeDocker.StartAsync();
        _folder.Write("maestro.yaml", EnvironmentSnippets.OnEngine(docker, "one"));
        var summary = Path.Combine(_folder.Path, "summary.md");
        using var start = Task<MaestroStart>("maestro.yaml");
        start.Variable = name => name switch { "GITHUB_ACTIONS" => "true", "GITHUB_STEP_SUMMARY" => summary, _ => null };

        Assert.False(start.Execute());

        Assert.StartsWith("### ❌ start one FAILED", File.ReadAllText(summary), StringComparison.Ordinal);
        Assert.Single(_log.Errors);
        Assert.DoesNotContain(_log.Messages, m => m.Message!.Contains("::", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "here")]
    [InlineData(true, "127.0.0.1")]
    public async System.Threading.Tasks.Task A_status_shows_names_of_ships_or_their_addresses(bool showHosts, string ship)
    {
        await using var docker = await FakeDocker.StartAsync();
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good.Replace("docker_port: 9", $"docker_host: \"{docker.UnixHost}\"", StringComparison.Ordinal));
        using var status = Task<MaestroStatus>("maestro.yaml");
        status.ShowHosts = showHosts;

        Assert.True(status.Execute());

        Assert.Contains(_log.Messages, m => m.Message!.Contains($"redis-1   redis    {ship}", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_what_to_add_when_there_is_no_environment()
    {
        Assert.False(Task<MaestroStart>().Execute());

        var error = Assert.Single(_log.Errors);
        Assert.Equal("MAESTRO101", error.Code);
        Assert.Contains("<MaestroEnvironment Include=", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_a_good_file()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);

        Assert.True(Task<MaestroValidate>("maestro.yaml").Execute());
        Assert.Empty(_log.Errors);
    }

    [Fact]
    public void Logs_a_mistake_with_code_file_line_and_column()
    {
        var file = _folder.Write("maestro.yaml", EnvironmentSnippets.UnknownShip);

        Assert.False(Task<MaestroStart>("maestro.yaml").Execute());

        var error = Assert.Single(_log.Errors);
        Assert.Equal(
            ("MAESTRO305", file, EnvironmentSnippets.MistakeLine, EnvironmentSnippets.MistakeColumn),
            (error.Code, error.File, error.LineNumber, error.ColumnNumber));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
        Assert.Null(error.Subcategory);
    }

    [Fact]
    public void Validates_every_environment_even_after_a_mistake()
    {
        _folder.Write("one.yaml", EnvironmentSnippets.UnknownShip);
        _folder.Write("two.yaml", EnvironmentSnippets.UnknownShip);

        Assert.False(Task<MaestroValidate>("one.yaml", "two.yaml").Execute());
        Assert.Equal(["one.yaml", "two.yaml"], _log.Errors.Select(e => Path.GetFileName(e.File)));
    }

    [Fact]
    public void Starts_no_further_environment_after_one_that_failed()
    {
        _folder.Write("one.yaml", EnvironmentSnippets.UnknownShip);
        _folder.Write("two.yaml", EnvironmentSnippets.UnknownShip);

        Assert.False(Task<MaestroStart>("one.yaml", "two.yaml").Execute());
        Assert.Equal(["one.yaml"], _log.Errors.Select(e => Path.GetFileName(e.File)));
    }

    [Fact]
    public void Lays_overlays_over_their_environment()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);
        _folder.Write("stages/a.yaml", "services: {web: {image: 'fleet/web:2'}}\n");
        var broken = _folder.Write("stages/b.yaml", "services: {web: {image: §}}\n");
        using var validate = Task<MaestroValidate>("maestro.yaml");
        validate.Environments[0].SetMetadata("Overlay", "stages/a.yaml; stages/b.yaml");

        Assert.False(validate.Execute());

        var error = Assert.Single(_log.Errors);
        Assert.Equal((broken, 1, 25), (error.File, error.LineNumber, error.ColumnNumber));
    }

    [Fact]
    public void Stops_the_last_environment_first()
    {
        var stop = Task<MaestroStop>("one.yaml", "sub/two.yaml");

        Assert.Equal([[Path.Combine(_folder.Path, "sub", "two.yaml")], [Path.Combine(_folder.Path, "one.yaml")]], stop.EnvironmentFiles());
    }

    [Fact]
    public void Reports_a_ship_that_nobody_can_reach()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);

        Assert.False(Task<MaestroStart>("maestro.yaml").Execute());

        var error = Assert.Single(_log.Errors);
        Assert.Equal("MAESTRO501", error.Code);
        Assert.Contains("here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_deadline_that_is_none()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);
        var start = Task<MaestroStart>("maestro.yaml");
        start.Timeout = "soon";

        Assert.False(start.Execute());
        Assert.Equal("MAESTRO403", Assert.Single(_log.Errors).Code);
    }

    [Fact]
    public void A_cancelled_play_is_one_error()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);
        using var start = Task<MaestroStart>("maestro.yaml");
        start.Cancel();

        Assert.False(start.Execute());
        Assert.Equal("MAESTRO609", Assert.Single(_log.Errors).Code);
    }

    [Fact]
    public void Hands_every_option_to_the_play()
    {
        var start = Task<MaestroStart>("maestro.yaml");
        start.Things = ["web", "redis-1"];
        start.WithDependencies = true;
        start.IgnoreDependencies = true;
        start.Only = true;
        start.Concurrency = 3;
        start.ShipConcurrency = 2;
        start.RefreshImages = true;
        start.Reuse = true;
        start.ContainerFilter = "web-*";
        start.ShipFilter = "prod-?";
        start.Timeout = "5m";
        start.OnFailure = "continue";
        start.Run = "ci-7";
        start.Expires = "2h";

        var play = start.CreatePlay();

        Assert.Equal(["web", "redis-1"], play.Things);
        Assert.Equal(
            new Play(PlayKind.Start)
            {
                Things = play.Things,
                WithDependencies = true,
                IgnoreDependencies = true,
                Only = true,
                Concurrency = 3,
                ShipConcurrency = 2,
                RefreshImages = true,
                Reuse = true,
                ContainerFilter = "web-*",
                ShipFilter = "prod-?",
                Timeout = TimeSpan.FromMinutes(5),
                OnFailure = OnFailure.Continue,
                Run = "ci-7",
                Expires = TimeSpan.FromHours(2),
            },
            play);
    }

    [Fact]
    public void Properties_that_are_not_set_leave_the_defaults()
    {
        var start = Task<MaestroStart>("maestro.yaml");
        start.ContainerFilter = "";
        start.ShipFilter = "";
        start.Timeout = "";
        start.OnFailure = "";
        start.Run = "";
        start.Expires = "";

        var play = start.CreatePlay();

        Assert.Equal(new Play(PlayKind.Start) { Things = play.Things }, play);
    }

    private T Task<T>(params string[] environments)
        where T : MaestroTask, new()
        => new()
        {
            BuildEngine = _log.Engine,
            ProjectDirectory = _folder.Path,
            Variable = _ => null,
            Environments = [.. environments.Select(e => (ITaskItem)new TaskItem(e))],
        };
}
