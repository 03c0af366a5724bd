using System.Diagnostics;
using System.Xml.Linq;
using Maestro.Docs.Tests.Commands;
using Maestro.Docs.Tests.Pages;
using Maestro.Testing;

namespace Maestro.Docs.Tests.Code;

/// <summary>XML is evaluated as a project that uses the task package, and names what the package knows.</summary>
public sealed class XmlSnippetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => Page.SnippetsIn("xml");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_only_what_the_package_knows(string name)
    {
        var snippet = Page.SnippetAt(name);
        var own = XElement.Parse(AsProject(snippet)).Descendants("Target").Select(t => t.Attribute("Name")!.Value);
        var known = MSBuildNames.All.Concat(own).ToHashSet();

        Assert.All(MSBuildNames.In(snippet.Text), n => Assert.True(known.Contains(n), $"{name}: Maestro.MSBuild knows no '{n}'."));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Evaluates(string name)
    {
        var build = RepositoryFolder.PathOf("src", "Maestro.MSBuild", "build");
        var file = _folder.Write("Snippet.proj", $"""
            <Project>
              <Import Project="Snippet.xml" />
              <Import Project="{build}/Maestro.MSBuild.targets" />
            </Project>
            """);
        _folder.Write("Snippet.xml", AsProject(Page.SnippetAt(name)));
        var start = new ProcessStartInfo("dotnet", ["msbuild", file, "-nologo", "-getProperty:MaestroTasksAssembly"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILD_EXE_PATH"] = null;

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0 && output.Contains("Maestro.MSBuild.dll", StringComparison.Ordinal), $"{name}: {output}{await error}");
    }

    // Readers know where an item or a property goes.
    private static string AsProject(Snippet snippet)
    {
        var text = snippet.InItsPlace().Trim();
        var parts = XElement.Parse($"<Project>{text}</Project>");
        if (parts.Elements().ToList() is [{ Name.LocalName: "Project" } project])
        {
            return project.ToString();
        }

        return new XElement("Project", parts.Elements().Select(InItsGroup)).ToString();
    }

    private static XElement InItsGroup(XElement element) => element switch
    {
        { Name.LocalName: "ItemGroup" or "PropertyGroup" or "Target" or "Import" } => element,
        _ when element.Attribute("Include") is not null => new XElement("ItemGroup", element),
        _ => new XElement("PropertyGroup", element),
    };
}
