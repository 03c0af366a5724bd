using System.Xml.Linq;
using Maestro.Engine.Artifacts;
using Maestro.Engine.Diagnostics;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Artifacts;

public sealed class RunSettingsFileTests : IDisposable
{
    private static readonly Dictionary<string, string> Variables = new() { ["WEB_WEB_1_HOST"] = "10.1.1.1", ["MINE"] = "theirs", ["2FA_HOST"] = "10.1.1.1" };

    private readonly TemporaryFolder _folder = new();

    private string Written => Path.Combine(_folder.Path, "obj", "maestro", "tests.runsettings");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gives_tests_the_variables_that_settings_can_say()
    {
        RunSettingsFile.Write(Written, Variables, over: null);

        Assert.Equal(["WEB_WEB_1_HOST=10.1.1.1", "MINE=theirs"], VariablesIn(XDocument.Load(Written)));
    }

    [Fact]
    public void Keeps_all_that_the_settings_of_the_user_say()
    {
        var user = _folder.Write("user.runsettings", """
            <RunSettings>
              <!-- ours -->
              <RunConfiguration>
                <MaxCpuCount>1</MaxCpuCount>
                <EnvironmentVariables><MINE>1</MINE></EnvironmentVariables>
              </RunConfiguration>
              <TestRunParameters><Parameter name="Color" value="blue" /></TestRunParameters>
            </RunSettings>
            """);

        RunSettingsFile.Write(Written, Variables, user);

        var settings = XDocument.Load(Written);
        Assert.Equal(["MINE=1", "WEB_WEB_1_HOST=10.1.1.1"], VariablesIn(settings));
        Assert.Equal("1", settings.Root!.Element("RunConfiguration")!.Element("MaxCpuCount")!.Value);
        Assert.Equal("blue", settings.Root.Element("TestRunParameters")!.Element("Parameter")!.Attribute("value")!.Value);
        Assert.Contains("<!-- ours -->", File.ReadAllText(Written), StringComparison.Ordinal);
    }

    [Fact]
    public void Lets_relative_paths_start_where_they_have_started()
    {
        var user = _folder.Write("tests/user.runsettings", """
            <RunSettings>
              <RunConfiguration><ResultsDirectory>..\results</ResultsDirectory><DotNetHostPath>/usr/bin/dotnet</DotNetHostPath></RunConfiguration>
              <MSTest><SettingsFile>%HOME%/old.testsettings</SettingsFile><AssemblyResolution><Directory path="libraries" /></AssemblyResolution></MSTest>
            </RunSettings>
            """);

        RunSettingsFile.Write(Written, Variables, user);

        var root = XDocument.Load(Written).Root!;
        Assert.Equal(Path.Combine(_folder.Path, "results"), root.Element("RunConfiguration")!.Element("ResultsDirectory")!.Value);
        Assert.Equal("/usr/bin/dotnet", root.Element("RunConfiguration")!.Element("DotNetHostPath")!.Value);
        Assert.Equal("%HOME%/old.testsettings", root.Element("MSTest")!.Element("SettingsFile")!.Value);
        Assert.Equal(Path.Combine(_folder.Path, "tests", "libraries"), root.Descendants("Directory").Single().Attribute("path")!.Value);
    }

    [Theory]
    [InlineData("<RunSettings>\n  <RunConfiguration>\n</RunSettings>", 3)]
    [InlineData("\n<TestSettings />", 2)]
    public void Says_where_settings_of_the_user_are_none(string text, int line)
    {
        var user = _folder.Write("user.runsettings", text);

        var refusal = Assert.Throws<MaestroException>(() => RunSettingsFile.Write(Written, Variables, user)).Diagnostics[0];

        Assert.Equal(("MAESTRO685", user, line), (refusal.Code.Id, refusal.Location!.File, refusal.Location.Line));
    }

    [Fact]
    public void Names_settings_of_the_user_that_are_not_there()
    {
        var refusal = Assert.Throws<MaestroException>(() => RunSettingsFile.Write(Written, Variables, Path.Combine(_folder.Path, "none.runsettings"))).Diagnostics[0];

        Assert.Equal("MAESTRO685", refusal.Code.Id);
        Assert.Contains("none.runsettings", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> VariablesIn(XDocument settings)
        => settings.Root!.Element("RunConfiguration")!.Element("EnvironmentVariables")!.Elements().Select(v => $"{v.Name}={v.Value}");
}
