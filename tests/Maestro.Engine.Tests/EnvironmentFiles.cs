using System.Text.Json;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Engine.Templates;

namespace Maestro.Engine.Tests;

/// <summary>An environment file of this repository: of a golden case, a sample or a document.</summary>
/// <param name="Name">Where it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="Folder">Where its relative paths start.</param>
/// <param name="Variables">The environment variables that it is meant for.</param>
internal sealed record EnvironmentFiles(string Name, string Text, string Folder, IReadOnlyDictionary<string, string> Variables)
{
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>All of them, in a steady order.</summary>
    public static IReadOnlyList<EnvironmentFiles> All { get; } = [.. GoldenCases(), .. Samples(), .. Documents()];

    public MaestroEnvironment Load() => Loader(Text).Load("-");

    /// <summary>Loads another text in the place of this one.</summary>
    public MaestroEnvironment Load(string text) => Loader(text).Load("-");

    /// <summary>Renders the template.</summary>
    public TemplateRenderer Renderer() => new(new TemplateSettings { Environment = Variables, Files = new TemplateFolder(Folder, string.Empty).Read });

    public override string ToString() => Name;

    private EnvironmentLoader Loader(string text) => new(Variables, Folder, new StringReader(text), () => "10.1.2.3");

    private static IEnumerable<EnvironmentFiles> GoldenCases()
    {
        foreach (var folder in Directory.GetDirectories(Repository.PathOf("tests", "Maestro.Conformance", "cases")).Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, "maestro.yaml");
            if (File.Exists(file))
            {
                yield return new EnvironmentFiles(Path.GetFileName(folder), File.ReadAllText(file), folder, VariablesOf(Path.Combine(folder, "env.json")));
            }
        }
    }

    private static Dictionary<string, string> VariablesOf(string file) => new(File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : [])
    {
        ["SOCKETS"] = "/tmp",
    };

    private static IEnumerable<EnvironmentFiles> Samples()
        => Directory.GetFiles(Repository.PathOf("samples"), "maestro*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(f => new EnvironmentFiles(f, File.ReadAllText(f), Path.GetDirectoryName(f)!, NoVariables));

    private static IEnumerable<EnvironmentFiles> Documents()
        => new[] { "environment-file.md", "checks.md", "audit.md", "getting-started.md", "networking.md" }.SelectMany(document => Repository.Read("docs", document).Split("```yaml\n").Skip(1)
            .Select((text, i) => new EnvironmentFiles($"{document}, example {i + 1}", text.Split("```")[0], Path.GetTempPath(), NoVariables)));
}
