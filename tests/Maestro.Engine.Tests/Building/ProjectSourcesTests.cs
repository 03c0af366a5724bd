using Maestro.Engine.Building;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Building;

public sealed class ProjectSourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_the_files_of_its_folder_without_what_builds_make()
    {
        Project("App", string.Empty);
        Write("App/Program.cs", "App/sub/a.json", "App/bin/a.dll", "App/sub/obj/a.cs", "App/.vs/a", "App/.editorconfig", "App/node_modules/a.js", "App/TestResults/a.trx", "Other/a.cs");

        AssertSources("App/App.csproj", "App/Program.cs", "App/sub/a.json");
    }

    [Fact]
    public void Are_those_of_the_projects_that_it_refers_to_as_well()
    {
        Project("App", """<ItemGroup><ProjectReference Include="..\Lib\Lib.csproj" /></ItemGroup>""");
        Project("Lib", """<ItemGroup><ProjectReference Include="../Base/Base.csproj;../Gone/Gone.csproj" /></ItemGroup>""");
        Project("Base", """<ItemGroup><ProjectReference Include="../App/App.csproj" /></ItemGroup>""");
        Write("Lib/a.cs", "Base/b.cs", "Unrelated/c.cs");

        AssertSources("App/App.csproj", "Base/Base.csproj", "Base/b.cs", "Lib/Lib.csproj", "Lib/a.cs");
    }

    [Fact]
    public void Are_the_files_that_the_SDK_takes_from_above()
    {
        Project("src/App", string.Empty);
        Write("Directory.Build.props", "src/Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config", "src/README.md");

        AssertSources("Directory.Build.props", "Directory.Packages.props", "global.json", "nuget.config", "src/App/App.csproj", "src/Directory.Build.targets");
    }

    [Fact]
    public void Are_what_items_and_imports_name_elsewhere()
    {
        _folder.Write("Directory.Build.props", "<Project><PropertyGroup><Root>$(MSBuildThisFileDirectory)</Root></PropertyGroup></Project>");
        Project("src/App", """
            <Import Project="$(Root)build/common.props" />
            <Import Project="$(Unknown)/other.props" />
            <ItemGroup>
              <Compile Include="../Shared/**/*.cs" />
              <Protobuf Include="$(Root)protos/a.proto" />
              <Content Include="..\..\data" />
              <None Include="@(Compile)" />
              <PackageReference Include="../trap" />
              <Using Include="../trap" />
            </ItemGroup>
            """);
        _folder.Write("build/common.props", """<Project><PropertyGroup><More>../../more</More></PropertyGroup><ItemGroup><AdditionalFiles Include="$(More)/x.txt" /></ItemGroup></Project>""");
        Write("src/Shared/a/b.cs", "src/Shared/notes.txt", "protos/a.proto", "protos/b.proto", "data/x.json", "more/x.txt", "src/trap/x");

        AssertSources(
            "Directory.Build.props", "build/common.props", "data/x.json", "more/x.txt", "protos/a.proto",
            "src/App/App.csproj", "src/Shared/a/b.cs", "src/Shared/notes.txt");
    }

    [Fact]
    public void Are_what_the_user_names()
    {
        Project("App", string.Empty);
        Write("schemas/a.json", "version.txt");

        AssertSources(b => b with { Sources = [At("schemas"), At("version.txt")] }, "App/App.csproj", "schemas/a.json", "version.txt");
        Assert.Contains("There is no '", Assert.Throws<BuildInputException>(() => Find(b => b with { Sources = [At("nowhere")] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_found_behind_links_once_and_without_end()
    {
        Project("App", string.Empty);
        Write("shared/a.cs", "one.cs");
        Directory.CreateSymbolicLink(At("App/shared"), At("shared"));
        Directory.CreateSymbolicLink(At("App/again"), At("App"));
        File.CreateSymbolicLink(At("App/one.cs"), At("one.cs"));
        File.CreateSymbolicLink(At("App/broken.cs"), At("nowhere"));

        AssertSources("App/App.csproj", "App/one.cs", "App/shared/a.cs");
    }

    [Fact]
    public void Are_not_what_a_build_puts_into_its_artifacts()
    {
        _folder.Write("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>");
        _folder.Write("App.csproj", "<Project />");
        Write("a.cs", "artifacts/bin/App/a.dll");

        Assert.Equal(["App.csproj", "Directory.Build.props", "a.cs"], Relative(ProjectSources.Find(new ProjectBuild(At("App.csproj")), CancellationToken.None)));
    }

    [Fact]
    public void Are_found_for_a_project_that_is_broken()
    {
        _folder.Write("App/App.csproj", "<Project><");
        Write("App/a.cs");

        AssertSources("App/App.csproj", "App/a.cs");
    }

    [Fact]
    public async Task The_hash_changes_with_sources_configuration_and_properties_and_not_with_times()
    {
        Project("App", string.Empty);
        Write("App/a.cs");
        var before = await HashAsync();

        File.SetLastWriteTimeUtc(At("App/a.cs"), DateTime.UnixEpoch.AddYears(30));
        Write("App/bin/a.dll");

        Assert.Equal(before, await HashAsync());
        var others = new HashSet<string>
        {
            before,
            await HashAsync(b => b with { Configuration = "Debug" }),
            await HashAsync(b => b with { Properties = new Dictionary<string, string> { ["A"] = "1" } }),
        };
        _folder.Write("App/a.cs", "changed");
        others.Add(await HashAsync());
        File.Move(At("App/a.cs"), At("App/b.cs"));
        others.Add(await HashAsync());
        Assert.Equal(5, others.Count);
    }

    [Fact]
    public async Task The_hash_is_the_same_for_a_copy_elsewhere()
    {
        foreach (var copy in new[] { "one", "two" })
        {
            Project($"{copy}/App", """<ItemGroup><ProjectReference Include="../Lib/Lib.csproj" /></ItemGroup>""");
            Project($"{copy}/Lib", string.Empty);
        }

        Assert.Equal(
            await ProjectSources.HashAsync(new ProjectBuild(At("one/App/App.csproj")), CancellationToken.None),
            await ProjectSources.HashAsync(new ProjectBuild(At("two/App/App.csproj")), CancellationToken.None));
    }

    [Fact]
    public void A_project_that_is_not_there_is_told()
        => Assert.StartsWith("There is no project '", Assert.Throws<BuildInputException>(() => Find(b => b)).Message, StringComparison.Ordinal);

    private void Project(string folder, string content)
        => _folder.Write($"{folder}/{Path.GetFileName(folder)}.csproj", $"""<Project Sdk="Microsoft.NET.Sdk">{content}</Project>""");

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            _folder.Write(file, Path.GetExtension(file) is ".props" or ".targets" ? "<Project />" : file);
        }
    }

    private void AssertSources(params string[] expected) => AssertSources(b => b, expected);

    private void AssertSources(Func<ProjectBuild, ProjectBuild> change, params string[] expected) => Assert.Equal(expected, Relative(Find(change)));

    private IReadOnlyCollection<string> Find(Func<ProjectBuild, ProjectBuild> change)
        => ProjectSources.Find(change(new ProjectBuild(Directory.Exists(At("src/App")) ? At("src/App/App.csproj") : At("App/App.csproj"))), CancellationToken.None);

    private Task<string> HashAsync(Func<ProjectBuild, ProjectBuild>? change = null)
    {
        var build = new ProjectBuild(At("App/App.csproj"));
        return ProjectSources.HashAsync(change?.Invoke(build) ?? build, CancellationToken.None);
    }

    // What lies above the temporary folder is not the test's.
    private IEnumerable<string> Relative(IEnumerable<string> files)
        => files.Where(f => f.StartsWith(_folder.Path, StringComparison.Ordinal)).Select(f => Path.GetRelativePath(_folder.Path, f).Replace('\\', '/'));

    private string At(string path) => Path.Combine(_folder.Path, path);
}
