using System.Reflection;
using System.Xml.Linq;
using System.Xml.XPath;
using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Templates;
using Maestro.Testing;
using NSubstitute;
using Path = System.IO.Path;

namespace Maestro.Cake.Tests;

public sealed class MaestroAliasesTests : IDisposable
{
    private static readonly MethodInfo[] Aliases = typeof(MaestroAliases).GetMethods(BindingFlags.Public | BindingFlags.Static);

    private readonly TemporaryFolder _folder = new();
    private readonly ListLog _log = new();
    private readonly ICakeContext _context = Substitute.For<ICakeContext>();

    public MaestroAliasesTests()
    {
        _context.Log.Returns(_log);
        _context.Environment.WorkingDirectory.Returns(new DirectoryPath(_folder.Path));
        _context.Environment.GetEnvironmentVariables().Returns(new Dictionary<string, string>());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gives_variables_to_the_template()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good + "# {{ stage }}\n");

        Assert.Contains("'stage' is not defined", Assert.Throws<CakeException>(() => _context.MaestroValidate("maestro.yaml")).Message, StringComparison.Ordinal);
        Assert.True(_context.MaestroValidate("maestro.yaml", new MaestroSettings { Variables = new Dictionary<string, string> { ["stage"] = "a" } }).Succeeded);
        Assert.True(_context.MaestroValidate("maestro.yaml", new MaestroSettings { Lenient = true }).Succeeded);
    }

    [Fact]
    public async Task Leaves_files_about_the_play_beside_the_script()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.AddImage("fleet/web:1");
        _folder.Write("maestro.yaml", EnvironmentSnippets.OnEngine(docker));

        _context.MaestroStart("maestro.yaml", new MaestroSettings { ArtifactsPath = "out" });

        Assert.Contains("WEB_DEMO_WEB_1_HOST=127.0.0.1", File.ReadAllText(Path.Combine(_folder.Path, "out", "endpoints.env")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_logs_the_steps_and_takes_none()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.AddImage("fleet/web:1");
        _folder.Write("maestro.yaml", EnvironmentSnippets.OnEngine(docker));

        var result = _context.MaestroStart("maestro.yaml", new MaestroSettings { DryRun = true });

        Assert.True(result.Succeeded && result.IsDryRun);
        Assert.Equal("would be started", Assert.Single(result.Instances).Outcome);
        Assert.Contains(_log.Entries, l => l.Text.Contains("1. start demo-web-1 on", StringComparison.Ordinal) && l.Text.EndsWith(": no container", StringComparison.Ordinal));
        Assert.Contains(_log.Entries, l => l.Text.Contains("a dry run, nothing was done", StringComparison.Ordinal));
        Assert.DoesNotContain(docker.Requests, r => r.Method != "GET");
    }

    [Fact]
    public async Task A_job_of_GitHub_has_a_summary_of_a_start()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.AddImage("fleet/web:1");
        _folder.Write("maestro.yaml", EnvironmentSnippets.OnEngine(docker));
        var summary = Path.Combine(_folder.Path, "summary.md");
        _context.Environment.GetEnvironmentVariable("GITHUB_ACTIONS").Returns("true");
        _context.Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY").Returns(summary);

        _context.MaestroStart("maestro.yaml");

        Assert.StartsWith("### ✅ start demo: 1 started", File.ReadAllText(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_filters_and_functions_of_the_script_to_the_template()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good + "# {{ stage() | shout }}\n");
        _folder.Write("name.yaml", "name: {{ stage() | shout }}\n");

        var result = _context.MaestroValidate("maestro.yaml", new MaestroSettings
        {
            Overlays = ["name.yaml"],
            TemplateFilters = new Dictionary<string, TemplateFunction> { ["shout"] = arguments => $"{arguments[0]}".ToUpperInvariant() },
            TemplateFunctions = new Dictionary<string, TemplateFunction> { ["stage"] = _ => "test" },
        });

        Assert.Equal("TEST", result.Environment);
    }

    [Fact]
    public void Lays_overlays_over_the_file()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);
        _folder.Write("stages/test.yaml", "name: stage\n");

        Assert.Equal("stage", _context.MaestroValidate("maestro.yaml", new MaestroSettings { Overlays = ["stages/test.yaml"] }).Environment);
    }

    [Fact]
    public void Every_play_has_an_alias()
        => Assert.Equal(Enum.GetNames<PlayKind>().Select(k => $"Maestro{k}").Order(), Aliases.Select(a => a.Name).Distinct().Order());

    [Fact]
    public void Every_alias_is_one_for_Cake_with_a_category_and_its_namespace()
    {
        Assert.All(Aliases, alias =>
        {
            Assert.NotNull(alias.GetCustomAttribute<CakeMethodAliasAttribute>());
            Assert.Equal(alias.Name, $"Maestro{alias.GetCustomAttribute<CakeAliasCategoryAttribute>()?.Name}");
            Assert.Equal("Maestro.Cake", alias.GetCustomAttribute<CakeNamespaceImportAttribute>()?.Namespace);
        });
    }

    [Fact]
    public void Every_alias_is_documented_with_an_example()
    {
        var documentation = XDocument.Load(Path.ChangeExtension(typeof(MaestroAliases).Assembly.Location, ".xml"));
        Assert.All(Aliases, alias =>
        {
            var parameters = string.Join(',', alias.GetParameters().Select(p => p.ParameterType.FullName));
            var entry = documentation.XPathSelectElement($"//member[@name='M:Maestro.Cake.MaestroAliases.{alias.Name}({parameters})']");
            Assert.NotNull(entry?.Element("summary"));
            Assert.Contains(alias.Name, entry.Element("example")?.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_play_can_be_given_a_file_and_settings()
        => Assert.All(Aliases.GroupBy(a => a.Name), g => Assert.Equal([1, 2, 3], g.Select(a => a.GetParameters().Length).Order()));

    [Fact]
    public void Takes_a_good_file_beside_the_script()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);

        var result = _context.MaestroValidate();

        Assert.True(result.Succeeded);
        Assert.Equal("demo", result.Environment);
    }

    [Fact]
    public void A_mistake_ends_the_script_with_its_place()
    {
        var file = _folder.Write("sub/wrong.yaml", EnvironmentSnippets.UnknownShip);

        var exception = Assert.Throws<CakeException>(() => _context.MaestroStart("sub/wrong.yaml"));

        Assert.StartsWith($"{file}({EnvironmentSnippets.MistakeLine},{EnvironmentSnippets.MistakeColumn}): error MAESTRO305: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ship_that_nobody_can_reach_ends_the_script()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);

        var exception = Assert.Throws<CakeException>(() => _context.MaestroStart("maestro.yaml"));

        Assert.Contains("error MAESTRO501: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_what_depends_on_what()
    {
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good);

        Assert.StartsWith("redis", _context.MaestroDepTree(), StringComparison.Ordinal);
        Assert.StartsWith("flowchart LR", _context.MaestroDepTree("maestro.yaml", new MaestroSettings { DepTreeFormat = DepTreeFormat.Mermaid }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "here")]
    [InlineData(true, "127.0.0.1")]
    public async Task A_status_shows_names_of_ships_or_their_addresses(bool showHosts, string ship)
    {
        await using var docker = await FakeDocker.StartAsync();
        _folder.Write("maestro.yaml", EnvironmentSnippets.Good.Replace("docker_port: 9", $"docker_host: \"{docker.UnixHost}\"", StringComparison.Ordinal));

        _context.MaestroStatus("maestro.yaml", new MaestroSettings { ShowHosts = showHosts });

        Assert.Contains(_log.Entries, e => e.Text.Contains($"redis-1   redis    {ship}", StringComparison.Ordinal));
    }

    [Fact]
    public void Hands_every_setting_to_the_play()
    {
        var settings = new MaestroSettings
        {
            Things = ["web"],
            WithDependencies = true,
            IgnoreDependencies = true,
            Only = true,
            Concurrency = 3,
            ShipConcurrency = 2,
            RefreshImages = true,
            Reuse = true,
            Full = true,
            ShowHosts = true,
            ContainerFilter = "web-*",
            ShipFilter = "prod-?",
            Timeout = TimeSpan.FromMinutes(5),
            OnFailure = OnFailure.Continue,
        };

        var play = settings.ToPlay(PlayKind.Stop);

        var options = typeof(Play).GetProperties().Where(p => p.Name != nameof(Play.Kind)).ToDictionary(p => p.Name, p => p.GetValue(play));
        Assert.Equal(PlayKind.Stop, play.Kind);
        string[] notOfThePlay =
        [
            nameof(MaestroSettings.Overlays), nameof(MaestroSettings.Variables), nameof(MaestroSettings.TemplateFilters), nameof(MaestroSettings.TemplateFunctions),
            nameof(MaestroSettings.Lenient), nameof(MaestroSettings.ArtifactsPath), nameof(MaestroSettings.Tail),
            nameof(MaestroSettings.Since), nameof(MaestroSettings.Timestamps), nameof(MaestroSettings.DepTreeFormat), nameof(MaestroSettings.Recursive),
        ];
        Assert.Equal(typeof(MaestroSettings).GetProperties().Where(p => !notOfThePlay.Contains(p.Name)).ToDictionary(p => p.Name, p => p.GetValue(settings)), options);
    }
}
