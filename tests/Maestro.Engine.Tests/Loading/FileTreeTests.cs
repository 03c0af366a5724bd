using System.Diagnostics;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Loading;

public sealed class FileTreeTests : IDisposable
{
    private const string Main = "__maestro: {schema: 2}\nname: demo\nships: {here: {ip: 10.0.0.1}}\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("include: parts/web.yaml")]
    [InlineData("include: [parts/web.yaml]")]
    [InlineData("include: [./parts/../parts/web.yaml, parts/web.yaml]")]
    public void Takes_in_what_other_files_say(string include)
    {
        Write("parts/web.yaml", "services: {web: {image: 'web:1', instances: {web-1: {ship: here}}}}\nregistries: {corp: {registry: corp.example.com}}\n");
        Write("maestro.yaml", Main + include);

        var environment = Load("maestro.yaml");

        Assert.Equal("web:1", environment.Instance("web-1").Image.Text);
        Assert.Equal("corp", Assert.Single(environment.Registries).Name);
        Assert.Empty(environment.Warnings);
    }

    [Fact]
    public void Lets_the_including_file_win_key_by_key_and_a_later_include_over_an_earlier_one()
    {
        Write("a.yaml", "name: a\nservices: {web: {image: 'a:1', env: {A: a, B: a, C: a}, instances: {web-1: {ship: here}}}}\n");
        Write("b.yaml", "name: b\nservices: {web: {image: 'b:1', env: {B: b, C: b}}}\n");
        Write("maestro.yaml", Main + "include: [a.yaml, b.yaml]\nservices: {web: {env: {C: main}}}\n");

        var environment = Load("maestro.yaml");

        Assert.Equal(("demo", "b:1"), (environment.Name, environment.Service("web").Image.Text));
        Assert.Equal(["a", "b", "main"], environment.Service("web").Env.OrderBy(e => e.Key).Select(e => e.Value));
    }

    [Fact]
    public void Renders_each_file_with_the_same_variables()
    {
        Write("sub/web.yaml", "services: {web: {image: 'web:{{ tag }}', instances: {web-1: {ship: here}}}}\n");
        Write("maestro.yaml", "{# {{ tag }} #}" + Main + "include: sub/{{ part }}.yaml\n");

        var settings = new ConductorSettings { WorkingDirectory = _folder.Path, Variables = new Dictionary<string, string> { ["tag"] = "7", ["part"] = "web" } };

        Assert.Equal("web:7", new Conductor(settings).Load("maestro.yaml").Service("web").Image.Text);
    }

    [Fact]
    public void Points_into_the_file_that_has_the_mistake()
    {
        Write("sub/web.yaml", "services:\n  web: {image: 'web:1', instances: {web-1: {ship: there}}}\n");
        Write("maestro.yaml", Main + "include: sub/web.yaml\n");

        var mistake = Assert.Single(Mistakes("maestro.yaml"));

        Assert.Equal((DiagnosticCodes.UnknownName, new SourceLocation(Path.Combine("sub", "web.yaml"), 2, 51)), (mistake.Code, mistake.Location));
    }

    [Fact]
    public void Reports_the_mistakes_of_all_files_at_once_those_of_the_environment_file_first()
    {
        Write("a.yaml", "a: 1\na: 2\n");
        Write("b.yaml", "b: [\n");
        Write("maestro.yaml", Main + "name: twice\ninclude: [a.yaml, b.yaml]\n");

        Assert.Equal(["maestro.yaml", "a.yaml", "b.yaml"], Mistakes("maestro.yaml").Select(m => m.Location!.File));
    }

    [Fact]
    public void Starts_relative_paths_from_the_folder_of_the_file_that_says_them()
    {
        Write("sub/web.env", "A=1\n");
        Write("sub/web.yaml", "services: {web: {image: 'web:1', envfile: web.env, instances: {web-1: {ship: here, volumes: {./data: /data}}}}}\nships: {s: {ip: a, socket_path: d.sock}}\n");
        Write("sub/more/deep.yaml", "x-nothing: 1\ninclude: ../web.yaml\n");
        Write("maestro.yaml", Main + "include: sub/more/deep.yaml\n");

        var environment = Load("maestro.yaml");

        Assert.Equal(Path.Combine(_folder.Path, "sub", "data"), Assert.Single(environment.Instance("web-1").Volumes).Source);
        Assert.Equal("1", environment.Service("web").Env["A"]);
        Assert.Equal(new UnixEndpoint(Path.Combine(_folder.Path, "sub", "d.sock")), environment.Ship("s").Endpoint);
    }

    [Theory]
    [InlineData("nosuch.yaml", 101, "no file 'nosuch.yaml'")]
    [InlineData("sub", 101, "is a folder")]
    [InlineData("../outside.yaml", 108, "does not lie in the folder")]
    [InlineData("link.yaml", 108, "does not lie in the folder")]
    [InlineData("maestro.yaml", 107, "maestro.yaml -> maestro.yaml")]
    [InlineData("circle.yaml", 107, "maestro.yaml -> circle.yaml -> maestro.yaml")]
    [InlineData("latin.yaml", 102, "not UTF-8")]
    public void Says_at_the_entry_what_is_wrong_with_an_include(string include, int code, string fragment)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "root", "sub"));
        Write("outside.yaml", "x-a: 1\n");
        Write("root/circle.yaml", "include: maestro.yaml\n");
        File.WriteAllBytes(Path.Combine(_folder.Path, "root", "latin.yaml"), [0x78, 0x3a, 0x20, 0xe4]);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "root", "link.yaml"), Path.Combine(_folder.Path, "outside.yaml"));
        Write("root/maestro.yaml", Main + $"include:\n- {include}\n");

        var mistake = Assert.Single(Mistakes("root/maestro.yaml"));

        Assert.Equal(code, mistake.Code.Number);
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
        Assert.Equal(include == "circle.yaml" ? "include" : "include/0", mistake.Path);
        Assert.True(mistake.Location!.Line > 0);
    }

    [Fact]
    public void Refuses_includes_that_are_nested_too_deeply()
    {
        for (var i = 0; i < 30; i++)
        {
            Write($"f{i}.yaml", $"include: f{i + 1}.yaml\n");
        }

        Assert.Equal(DiagnosticCodes.FileTooLarge, Assert.Single(Mistakes("f0.yaml")).Code);
    }

    [Fact]
    public void Reads_a_file_once_however_often_it_is_included()
    {
        for (var i = 0; i < 18; i++)
        {
            Write($"f{i}.yaml", $"include: [f{i + 1}.yaml, ./f{i + 1}.yaml]\nx-{i}: 1\n");
        }

        Write("f18.yaml", "x-end: 1\n");
        Write("maestro.yaml", Main + "include: f0.yaml\n");
        var watch = Stopwatch.StartNew();

        Load("maestro.yaml");

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Lays_stage_files_over_the_environment_file_and_checks_only_the_whole()
    {
        Write("base.yaml", "name: demo\nservices: {web: {image: 'web:1', dns: [10.0.0.1, 10.0.0.2], env: {A: a, B: b}, instances: {web-1: {ship: here}}}}\n");
        Write("stage.yaml", "ships: {here: {ip: 10.0.0.1}}\nservices: {web: {image: 'web:2', dns: [10.0.0.3], env: {B: null, C: c}}}\n");

        var environment = Load("base.yaml", "stage.yaml");

        var web = environment.Instance("web-1");
        Assert.Equal(("web:2", "10.0.0.3"), (web.Image.Text, Assert.Single(web.Dns)));
        Assert.Equal(["A", "C"], environment.Service("web").Env.Keys.Order());
        Assert.Equal("base.yaml", environment.File);
        Assert.Equal(DiagnosticCodes.FieldMissing, Assert.Single(Mistakes("base.yaml"), m => m.Severity == DiagnosticSeverity.Error && m.Path is null).Code);
    }

    [Fact]
    public void Lays_files_of_several_folders_over_each_other_with_their_own_includes_and_paths()
    {
        Write("base/maestro.yaml", Main + "include: web.yaml\n");
        Write("base/web.yaml", "services: {web: {image: 'web:1', instances: {web-1: {ship: here, volumes: {./a: /a, ./b: /b}}}}}\n");
        Write("stages/test.yaml", "include: common.yaml\nservices: {web: {image: 'web:3'}}\n");
        Write("stages/common.yaml", "services: {web: {image: 'web:2', instances: {web-1: {volumes: {./b: /b}}}}}\n");

        var web = Load("base/maestro.yaml", "stages/test.yaml").Instance("web-1");

        Assert.Equal("web:3", web.Image.Text);
        Assert.Equal([Path.Combine(_folder.Path, "base", "a"), Path.Combine(_folder.Path, "stages", "b")], web.Volumes.Select(v => v.Source));
    }

    [Fact]
    public void Takes_standard_input_as_one_of_the_files_and_once_only()
    {
        Write("maestro.yaml", Main);

        Assert.Equal("other", Loader("name: other\n").Load(["maestro.yaml", "-"]).Name);
        var twice = Assert.Throws<MaestroException>(() => Loader("name: other\n").Load(["-", "-"]));
        Assert.Equal(DiagnosticCodes.InvalidOption, twice.Diagnostics[0].Code);
    }

    [Fact]
    public void Refuses_files_that_state_different_schemas()
    {
        Write("maestro.yaml", Main);
        Write("old.yaml", "__maestro:\n  schema: 1\n");

        var mistake = Assert.Single(Mistakes("maestro.yaml", "old.yaml"), m => m.Severity == DiagnosticSeverity.Error);

        Assert.Equal(new SourceLocation("old.yaml", 2, 11), mistake.Location);
        Assert.Contains("maestro.yaml states '2'", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("maestro.yaml")]
    [InlineData("small.yaml")]
    public void Refuses_a_file_of_50_MB_fast_included_or_not(string file)
    {
        Write("maestro.yaml", "name: demo\n" + string.Concat(Enumerable.Repeat("# nothing but a comment of some forty characters\n", 1_050_000)));
        Write("small.yaml", "include: maestro.yaml\n");
        var watch = Stopwatch.StartNew();

        Assert.Equal(DiagnosticCodes.FileTooLarge, Assert.Single(Mistakes(file)).Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Ends_at_once_when_cancelled_while_standard_input_says_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        using var silence = new SilentReader();
        var loading = Task.Run(() => new EnvironmentLoader(new Dictionary<string, string>(), _folder.Path, silence).Load("-", cancellation.Token));
        await silence.Reading.WaitAsync(TimeSpan.FromSeconds(30));

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loading.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}")]
    [InlineData("name: demo\nships: {}\n")]
    public void Ends_when_cancelled_in_a_template_and_in_yaml(string text)
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Write("maestro.yaml", text);

        Assert.ThrowsAny<OperationCanceledException>(() => Loader().Load("maestro.yaml", cancellation.Token));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private EnvironmentLoader Loader(string input = "") => new(new Dictionary<string, string>(), _folder.Path, new StringReader(input), () => Loaded.MachineAddress);

    private MaestroEnvironment Load(params string[] files) => Loader().Load(files);

    private IReadOnlyList<Diagnostic> Mistakes(params string[] files) => Assert.Throws<MaestroException>(() => Load(files)).Diagnostics;

    /// <summary>A terminal at which nobody types.</summary>
    private sealed class SilentReader : TextReader
    {
        private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _end = new();

        public Task Reading => _reading.Task;

        public override int Read(Span<char> buffer) => Wait();

        public override int Read(char[] buffer, int index, int count) => Wait();

        protected override void Dispose(bool disposing)
        {
            _end.Set();
            base.Dispose(disposing);
        }

        private int Wait()
        {
            _reading.TrySetResult();
            _end.Wait(TimeSpan.FromMinutes(1));
            return 0;
        }
    }
}
