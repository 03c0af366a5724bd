using System.IO.Compression;
using System.Xml.Linq;

namespace Maestro.Packages.Tests;

public sealed class ContentTests
{
    [Theory]
    [InlineData("Maestro.MSBuild", "tasks/net10.0/", "Maestro.Engine.dll,Maestro.MSBuild.dll,YamlDotNet.dll")]
    [InlineData("Maestro.Cake", "lib/net10.0/", "Maestro.Cake.dll,Maestro.Engine.dll,YamlDotNet.dll")]
    [InlineData("Maestro.Cli", "tools/net10.0/any/", "Maestro.Engine.dll,Spectre.Console.Ansi.dll,Spectre.Console.dll,System.CommandLine.dll,YamlDotNet.dll,maestro.dll")]
    public void A_package_carries_what_it_needs_and_nothing_of_its_host(string id, string folder, string assemblies)
    {
        var found = Entries(id).Where(e => e.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(assemblies.Split(',').Select(a => folder + a), found);
    }

    [Fact]
    public void The_guest_library_serves_old_and_new_programs()
        => Assert.Equal(
            ["lib/net10.0/Maestro.Guest.dll", "lib/netstandard2.0/Maestro.Guest.dll"],
            Entries("Maestro.Guest").Where(e => e.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Maestro.MSBuild")]
    [InlineData("Maestro.Cake")]
    [InlineData("Maestro.Cli")]
    [InlineData("Maestro.Guest")]
    public void A_package_depends_on_no_other_and_introduces_itself(string id)
    {
        using var archive = ZipFile.OpenRead(Repository.Package(id).FullName);
        using var stream = archive.GetEntry($"{id}.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
        string? Field(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;

        Assert.DoesNotContain(metadata.Descendants(), e => e.Name.LocalName == "dependency");
        Assert.Equal("MIT", Field("license"));
        Assert.Equal("README.md", Field("readme"));
        Assert.Equal("icon.png", Field("icon"));
        Assert.NotNull(archive.GetEntry("icon.png"));
        Assert.False(string.IsNullOrWhiteSpace(Field("description")));
        Assert.NotNull(archive.GetEntry("README.md"));
        Assert.NotNull(archive.GetEntry("THIRD-PARTY-NOTICES.txt"));
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
    [InlineData("build")]
    [InlineData("buildTransitive")]
    [InlineData("buildMultiTargeting")]
    public void The_targets_are_found_by_every_kind_of_project(string folder)
    {
        var entries = Entries("Maestro.MSBuild");

        Assert.Contains($"{folder}/Maestro.MSBuild.props", entries);
        Assert.Contains($"{folder}/Maestro.MSBuild.targets", entries);
    }

    private static List<string> Entries(string id)
    {
        using var archive = ZipFile.OpenRead(Repository.Package(id).FullName);
        return [.. archive.Entries.Select(e => e.FullName)];
    }
}
