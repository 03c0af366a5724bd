using System.Text.RegularExpressions;
using Maestro.Docs.Tests.Pages;
using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Testing;

namespace Maestro.Docs.Tests.Environments;

/// <summary>Environment files, and parts of them, are loaded by the engine; what follows a template is what the template gives, see <see cref="JinjaSnippetTests"/>.</summary>
public sealed partial class YamlSnippetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public YamlSnippetTests()
    {
        foreach (var file in new[] { "secrets/db", "db.password" })
        {
            _folder.Write(file, "a secret");
        }
    }

    public static TheoryData<string> Names => [.. Page.AllSnippets.Where(s => s.Language == "yaml" && Page.Before(s)?.Language != "jinja").Select(s => s.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Loads_without_a_warning(string name)
    {
        var snippet = Page.SnippetAt(name);
        Snippet[] files = snippet.IsOverlay ? [Page.Before(snippet)!, snippet] : [snippet];

        var told = Load([.. files.Select(f => _folder.Write($"{Path.GetFileName(f.Page)}.{f.Line}.yaml", f.IsOverlay ? f.InItsPlace() : Completed(f.InItsPlace())))]);

        Assert.True(told.Count == 0, $"{name}: {string.Join('\n', told)}");
    }

    private List<Diagnostic> Load(List<string> files)
    {
        var variables = new Dictionary<string, string> { ["API_KEY"] = "a secret", ["DB_PASSWORD"] = "a secret" };
        try
        {
            return [.. new Conductor(new ConductorSettings { WorkingDirectory = _folder.Path, EnvironmentVariables = variables }).Load(files).Warnings];
        }
        catch (MaestroException exception)
        {
            return [.. exception.Diagnostics];
        }
    }

    // A part of a file says what is meant; a name and a ship are what every file needs.
    private static string Completed(string text)
    {
        var keys = TopLevelPattern().Matches(text).Select(m => m.Groups["key"].Value).ToList();
        return text
            + (keys.Contains("name") ? string.Empty : "name: snippet\n")
            + (keys.Contains("ships") ? string.Empty : "ships: {here: {docker_host: default}}\n");
    }

    [GeneratedRegex("^(?<key>[a-z_]+):", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TopLevelPattern();
}
