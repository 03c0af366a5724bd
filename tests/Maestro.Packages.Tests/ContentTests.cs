using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;

namespace Maestro.Packages.Tests;

public sealed class ContentTests
{
    [Theory]
    [InlineData("Maestro.MSBuild", "tasks/net10.0/", "Maestro.Engine.dll,Maestro.MSBuild.dll,YamlDotNet.dll")]
    [InlineData("Maestro.Cake", "lib/net10.0/", "Maestro.Cake.dll,Maestro.Engine.dll,YamlDotNet.dll")]
    [InlineData("Maestro.Cli.any", "tools/net10.0/any/", "Maestro.Engine.dll,Spectre.Console.Ansi.dll,Spectre.Console.dll,System.CommandLine.dll,YamlDotNet.dll,maestro.dll")]
    public void A_package_carries_what_it_needs_and_nothing_of_its_host(string id, string folder, string assemblies)
    {
        var found = Assemblies(id).Where(a => !a.StartsWith($"tasks/net10.0/{Repository.Platform}/", StringComparison.Ordinal));

        Assert.Equal(assemblies.Split(',').Select(a => folder + a), found);
    }

    [Fact]
    public void Tasks_are_there_compiled_ahead_for_the_platform_that_packed()
    {
        var portable = Assemblies("Maestro.MSBuild").Where(a => a.Count(c => c == '/') == 2);
        var ahead = Assemblies("Maestro.MSBuild").Where(a => a.StartsWith($"tasks/net10.0/{Repository.Platform}/", StringComparison.Ordinal)).ToList();

        Assert.Equal(portable.Select(Path.GetFileName), ahead.Select(Path.GetFileName));
        Assert.All(ahead, a => Assert.True(IsCompiledAhead("Maestro.MSBuild", a), a));
        Assert.All(portable, a => Assert.False(IsCompiledAhead("Maestro.MSBuild", a), a));
    }

    [Fact]
    public void The_tool_is_a_pointer_to_a_package_per_platform_and_one_for_all_others()
    {
        using var archive = ZipFile.OpenRead(Repository.Package("Maestro.Cli").FullName);
        using var settings = archive.GetEntry("tools/any/any/DotnetToolSettings.xml")!.Open();

        var named = XDocument.Load(settings).Descendants("RuntimeIdentifierPackage").Select(e => e.Attribute("Id")!.Value).ToList();

        Assert.Contains($"Maestro.Cli.{Repository.Platform}", named);
        Assert.Equal("Maestro.Cli.any", named[^1]);
        Assert.All(named, id => Assert.Equal(Repository.Version("Maestro.Cli"), Repository.Version(id)));
        Assert.Empty(Assemblies("Maestro.Cli"));
    }

    [Fact]
    public void The_tool_for_the_platform_that_packed_is_one_program_or_where_none_could_be_linked_compiled_ahead()
    {
        var id = $"Maestro.Cli.{Repository.Platform}";

        var files = Entries(id).Where(e => e.StartsWith("tools/", StringComparison.Ordinal) && !e.EndsWith("/DotnetToolSettings.xml", StringComparison.Ordinal)).ToList();

        if (files.Count == 1)
        {
            Assert.Equal($"tools/any/{Repository.Platform}/maestro", files[0]);
            Assert.Contains("DOTNET-THIRD-PARTY-NOTICES.txt", Entries(id));
        }
        else
        {
            Assert.Equal(Assemblies("Maestro.Cli.any").Select(Path.GetFileName), Assemblies(id).Select(Path.GetFileName));
            Assert.All(Assemblies(id), a => Assert.True(IsCompiledAhead(id, a), a));
        }
    }

    [Fact]
    public void The_guest_library_serves_old_and_new_programs()
        => Assert.Equal(
            ["lib/net10.0/Maestro.Guest.dll", "lib/netstandard2.0/Maestro.Guest.dll"],
            Assemblies("Maestro.Guest"));

    [Theory]
    [InlineData("Maestro.Engine")]
    [InlineData("Maestro.TestingPlatform")]
    public void A_library_has_its_own_assembly_alone(string id)
        => Assert.Equal([$"lib/net10.0/{id}.dll"], Assemblies(id));

    [Theory]
    [InlineData("Maestro.MSBuild", "")]
    [InlineData("Maestro.Cake", "")]
    [InlineData("Maestro.Cli", "")]
    [InlineData("Maestro.Cli.any", "")]
    [InlineData("Maestro.Guest", "")]
    [InlineData("Maestro.Engine", "YamlDotNet")]
    [InlineData("Maestro.TestingPlatform", "Maestro.Engine,Microsoft.Testing.Platform,YamlDotNet")]
    public void A_package_depends_on_little_or_nothing_and_introduces_itself(string id, string dependencies)
    {
        using var archive = ZipFile.OpenRead(Repository.Package(id).FullName);
        using var stream = archive.GetEntry($"{id}.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
        string? Field(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;

        Assert.Equal(
            dependencies.Split(',', StringSplitOptions.RemoveEmptyEntries),
            metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.Equal("MIT", Field("license"));
        Assert.Equal("README.md", Field("readme"));
        Assert.Equal("icon.png", Field("icon"));
        Assert.NotNull(archive.GetEntry("icon.png"));
        Assert.False(string.IsNullOrWhiteSpace(Field("description")));
        Assert.NotNull(archive.GetEntry("README.md"));
        Assert.NotNull(archive.GetEntry("THIRD-PARTY-NOTICES.txt"));
    }

    [Theory]
    [InlineData("Maestro.MSBuild", ".nupkg", "tasks/net10.0/Maestro.Engine.pdb")]
    [InlineData("Maestro.MSBuild", ".nupkg", "tasks/net10.0/Maestro.MSBuild.pdb")]
    [InlineData("Maestro.Cake", ".snupkg", "lib/net10.0/Maestro.Cake.pdb")]
    [InlineData("Maestro.Cli.any", ".nupkg", "tools/net10.0/any/maestro.pdb")]
    [InlineData("Maestro.Guest", ".snupkg", "lib/netstandard2.0/Maestro.Guest.pdb")]
    public void Symbols_lead_to_the_sources_of_the_commit(string id, string kind, string symbols)
    {
        using var package = ZipFile.OpenRead(Repository.Package(id).FullName);
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        var repository = XDocument.Load(nuspec).Descendants().Single(e => e.Name.LocalName == "repository");
        using var archive = ZipFile.OpenRead(Path.ChangeExtension(Repository.Package(id).FullName, kind));

        var sources = SourceLink(archive.GetEntry(symbols)!);

        Assert.Equal("git", (string?)repository.Attribute("type"));
        Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));
        if (repository.Attribute("url") is not null)
        {
            Assert.Contains((string)repository.Attribute("commit")!, sources, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Maestro.MSBuild")]
    [InlineData("Maestro.Cake")]
    [InlineData("Maestro.Cli")]
    public void A_package_carries_the_schema_of_environment_files(string id)
    {
        using var archive = ZipFile.OpenRead(Repository.Package(id).FullName);
        using var reader = new StreamReader(archive.GetEntry("schema/maestro.schema.json")!.Open());

        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "docs", "maestro.schema.json")), reader.ReadToEnd());
    }

    [Fact]
    public void The_addin_has_the_tag_that_the_site_of_Cake_looks_for()
    {
        using var archive = ZipFile.OpenRead(Repository.Package("Maestro.Cake").FullName);
        using var reader = new StreamReader(archive.GetEntry("Maestro.Cake.nuspec")!.Open());

        Assert.Contains("cake-addin", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Maestro.MSBuild", "build")]
    [InlineData("Maestro.MSBuild", "buildTransitive")]
    [InlineData("Maestro.MSBuild", "buildMultiTargeting")]
    [InlineData("Maestro.TestingPlatform", "build")]
    [InlineData("Maestro.TestingPlatform", "buildTransitive")]
    [InlineData("Maestro.TestingPlatform", "buildMultiTargeting")]
    public void The_targets_are_found_by_every_kind_of_project(string id, string folder)
        => Assert.Contains($"{folder}/{id}.targets", Entries(id));

    /// <summary>Where the symbols say that the sources are, as JSON; empty when they do not, as in a clone without a remote.</summary>
    private static string SourceLink(ZipArchiveEntry symbols)
    {
        var kind = new Guid("CC110556-A091-4D38-9FEC-25AB9A351A6A");
        using var content = new MemoryStream();
        using (var packed = symbols.Open())
        {
            packed.CopyTo(content);
        }

        content.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(content);
        var reader = provider.GetMetadataReader();
        return reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(i => reader.GetGuid(i.Kind) == kind)
            .Select(i => Encoding.UTF8.GetString(reader.GetBlobBytes(i.Value)))
            .FirstOrDefault(string.Empty);
    }

    private static IEnumerable<string> Assemblies(string id)
        => Entries(id).Where(e => e.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static bool IsCompiledAhead(string id, string assembly)
    {
        using var archive = ZipFile.OpenRead(Repository.Package(id).FullName);
        using var content = new MemoryStream();
        using (var packed = archive.GetEntry(assembly)!.Open())
        {
            packed.CopyTo(content);
        }

        using var reader = new PEReader(new MemoryStream(content.ToArray()));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static List<string> Entries(string id)
    {
        using var archive = ZipFile.OpenRead(Repository.Package(id).FullName);
        return [.. archive.Entries.Select(e => e.FullName)];
    }
}
