using Maestro.Cli.Init;
using Maestro.Testing;

namespace Maestro.Cli.Tests.Init;

/// <summary>What <c>init</c> writes into a repository, and what it leaves alone.</summary>
public sealed class InitCommandTests : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">

          <!-- kept -->
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
        </Project>

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task The_environment_file_is_one_that_validates()
    {
        Assert.Equal(0, await RunAsync("init"));
        Assert.Equal("wrote maestro.yaml\n", Output);
        Assert.Equal(["maestro.yaml"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));

        Assert.Equal(0, await RunAsync("validate"));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task What_is_there_is_kept()
    {
        string[] words = ["init", "--msbuild", "--cake", "--solution"];
        _folder.Write("maestro.yaml", "mine");
        _folder.Write("App.csproj", Project);
        Assert.Equal(0, await RunAsync(words));
        Assert.Equal("mine", Read("maestro.yaml"));
        var first = Contents();
        _output.GetStringBuilder().Clear();

        Assert.Equal(0, await RunAsync(words));

        Assert.Equal(first, Contents());
        Assert.Equal(
            """
            kept maestro.yaml, which is there already
            kept App.csproj, which references Maestro.MSBuild already
            kept build.cake, which is there already
            kept .config/dotnet-tools.json, which is there already
            kept maestro/maestro.proj, which is there already
            kept Directory.Solution.targets, which is there already

            """,
            Output);
    }

    [Fact]
    public async Task A_project_gets_the_reference_and_stays_as_it_was_otherwise()
    {
        _folder.Write("App.csproj", Project);

        Assert.Equal(0, await RunAsync("init", "--msbuild"));

        Assert.Contains("added Maestro.MSBuild to App.csproj", Output, StringComparison.Ordinal);
        Assert.Equal(
            Project.Replace(
                "</Project>",
                $"""
                  <ItemGroup>
                    <PackageReference Include="Maestro.MSBuild" Version="{ToolVersion.Text}" PrivateAssets="all" />
                  </ItemGroup>
                </Project>
                """,
                StringComparison.Ordinal),
            Read("App.csproj"));
    }

    [Fact]
    public async Task A_project_elsewhere_is_told_where_the_environment_file_is()
    {
        _folder.Write("App.csproj", Project);
        _folder.Write("tests/Tests.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");

        Assert.Equal(0, await RunAsync("init", "--msbuild", "tests/Tests.csproj", "-f", "deploy/stage.yaml"));

        Assert.Equal(Project, Read("App.csproj"));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "deploy", "stage.yaml")));
        Assert.Equal(
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Maestro.MSBuild" Version="{ToolVersion.Text}" PrivateAssets="all" />
                <MaestroEnvironment Include="../deploy/stage.yaml" />
              </ItemGroup>
            </Project>

            """,
            Read("tests/Tests.csproj"));
    }

    [Fact]
    public async Task A_repository_with_central_versions_gets_the_version_there()
    {
        _folder.Write("Directory.Packages.props", "<Project>\n  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>\n</Project>\n");
        _folder.Write("app/App.csproj", Project);

        Assert.Equal(0, await RunAsync("init", "--msbuild", "app/App.csproj", "--solution"));

        Assert.Contains("<PackageReference Include=\"Maestro.MSBuild\" PrivateAssets=\"all\" />", Read("app/App.csproj"), StringComparison.Ordinal);
        Assert.Contains("<PackageReference Include=\"Maestro.MSBuild\" PrivateAssets=\"all\" />", Read("maestro/maestro.proj"), StringComparison.Ordinal);
        Assert.Equal(2, Read("Directory.Packages.props").Split($"<PackageVersion Include=\"Maestro.MSBuild\" Version=\"{ToolVersion.Text}\" />").Length);
    }

    [Fact]
    public async Task Line_ends_of_a_project_stay_those_it_has()
    {
        _folder.Write("App.csproj", Project.ReplaceLineEndings("\r\n"));

        Assert.Equal(0, await RunAsync("init", "--msbuild"));

        Assert.DoesNotContain('\n', Read("App.csproj").Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no project in this folder", "", "--msbuild")]
    [InlineData("name one with '--msbuild PROJECT': A.csproj, B.csproj", "A.csproj B.csproj", "--msbuild")]
    [InlineData("There is no project C.csproj", "A.csproj", "--msbuild", "C.csproj")]
    [InlineData("name one file", "", "-f", "-")]
    [InlineData("name one file", "", "-f", "a.yaml", "-f", "b.yaml")]
    public async Task Wrong_usage_writes_nothing(string expected, string projects, params string[] words)
    {
        foreach (var name in projects.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            _folder.Write(name, Project);
        }

        var before = Contents();

        Assert.Equal(4, await RunAsync(["init", .. words]));

        Assert.Contains(expected, _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task A_project_that_is_no_XML_is_told_with_its_place()
    {
        _folder.Write("App.csproj", "<Project>\n  <oops\n");

        Assert.Equal(4, await RunAsync("init", "--msbuild"));

        Assert.Matches(@"App\.csproj\(\d,\d+\): error MAESTRO403", _error.ToString());
    }

    [Fact]
    public async Task Every_play_of_the_targets_works_on_a_solution()
    {
        Assert.Equal(0, await RunAsync("init", "--solution"));

        var written = Read("Directory.Solution.targets");
        var targets = new[] { "Validate", "Status", "Pull", "Start", "Stop", "Kill", "Restart", "Clean", "Down", "Logs", "DepTree" };
        Assert.All(targets, name => Assert.Contains($"<Target Name=\"Maestro{name}\"", written, StringComparison.Ordinal));
        Assert.Contains("<MaestroEnvironment Include=\"../maestro.yaml\" />", Read("maestro/maestro.proj"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Cake_build_has_the_version_of_the_tool()
    {
        Assert.Equal(0, await RunAsync("init", "--cake"));

        Assert.StartsWith($"#addin nuget:?package=Maestro.Cake&version={ToolVersion.Text}\n", Read("build.cake"), StringComparison.Ordinal);
        Assert.Contains("MaestroStart(\"maestro.yaml\")", Read("build.cake"), StringComparison.Ordinal);
        var cake = $"\"version\": \"{StarterFile.CakeVersion}\"";
        Assert.Contains(cake, Read(".config/dotnet-tools.json"), StringComparison.Ordinal);
        Assert.Contains(cake, await File.ReadAllTextAsync(RepositoryFolder.PathOf(".config", "dotnet-tools.json")), StringComparison.Ordinal); // the addin is made for
    }

    private string Output => _output.ToString().ReplaceLineEndings("\n");

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder.Path, name));

    private Dictionary<string, string> Contents() => Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.ReadAllText);

    private Task<int> RunAsync(params string[] words) => new MaestroCommandLine(new CliSurroundings
    {
        Output = _output,
        Error = _error,
        WorkingDirectory = _folder.Path,
        EnvironmentVariables = new Dictionary<string, string>(),
    }).RunAsync(words, CancellationToken.None);
}
