using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Tests.Architecture;

/// <summary>Keeps the floors of the engine: which folder may import which. Reads the <c>using</c> lines and qualified names of the source.</summary>
public partial class ImportTableTests
{
    private static readonly Dictionary<string, string[]> MayImport = new(StringComparer.Ordinal)
    {
        ["Diagnostics"] = [],
        ["Templates"] = ["Diagnostics"],
        ["Yaml"] = ["Diagnostics"],
        ["Model"] = ["Diagnostics"],
        ["Graph"] = ["Diagnostics"],
        ["Files"] = [],
        ["Programs"] = [],
        ["Building"] = ["Files", "Programs", "Model", "Diagnostics"],
        ["Certificates"] = [],
        ["Docker"] = ["Certificates", "Diagnostics"],
        ["Loading"] = ["Templates", "Yaml", "Model", "Certificates", "Diagnostics"],
        ["Variables"] = ["Model", "Diagnostics"],
        ["Progress"] = ["Model", "Diagnostics"],
        ["Checks"] = ["Model", "Diagnostics"],
        ["Planning"] = ["Model", "Graph", "Variables", "Diagnostics"],
        ["Execution"] = ["Planning", "Docker", "Building", "Files", "Programs", "Checks", "Progress", "Model", "Certificates", "Diagnostics"],
        ["Artifacts"] = ["Reporting", "Progress", "Variables", "Model", "Diagnostics"],
        ["Reporting"] = ["Progress", "Planning", "Model", "Diagnostics"],
        ["Auditing"] = ["Progress", "Planning", "Model", "Diagnostics"],
        ["Testing"] = ["Files", "Planning", "Progress", "Model", "Diagnostics"],
    };

    private static readonly Lazy<HashSet<(string Folder, string Type)>> Types =
        new(() => [.. SourceFiles().Select(f => (f.Folder, Path.GetFileName(f.Name).Split('.')[0]))]);

    [Fact]
    public void Every_folder_imports_only_what_the_table_allows()
        => Assert.Empty(
            from file in SourceFiles()
            from import in ImportsOf(file)
            where file.Folder.Length > 0 && import != file.Folder && !MayImport[file.Folder].Contains(import)
            select $"{file.Name} imports {import}");

    [Fact]
    public void Every_folder_is_in_the_table()
        => Assert.Empty(SourceFiles().Select(f => f.Folder).Where(f => f.Length > 0).Distinct().Except(MayImport.Keys));

    [Fact]
    public void A_file_s_namespace_is_its_folder()
        => Assert.Empty(
            from file in SourceFiles()
            where !file.Text.Contains($"namespace {NamespaceOf(file)};", StringComparison.Ordinal) && !file.Name.EndsWith("AssemblyInfo.cs", StringComparison.Ordinal)
            select file.Name);

    [Fact]
    public void Only_Yaml_knows_the_yaml_library()
        => Assert.Equal(["Yaml"], SourceFiles().Where(f => f.Text.Contains("YamlDotNet", StringComparison.Ordinal)).Select(f => f.Folder).Distinct());

    [Fact]
    public void Only_Execution_knows_the_Docker_client()
        => Assert.Equal(["Execution"], SourceFiles().Where(f => f.Folder != "Docker" && ImportsOf(f).Contains("Docker")).Select(f => f.Folder).Distinct());

    [Fact]
    public void The_search_finds_using_lines_and_qualified_names()
    {
        var file = new SourceFile("Graph/Sample.cs", "using Maestro.Engine.Model;\n// Maestro.Engine.Yaml in a comment\nvar x = new Docker.DockerClient(); Diagnostics.Diagnostic y;");

        Assert.Equal(["Diagnostics", "Docker", "Model"], ImportsOf(file).Order());
    }

    private static IEnumerable<string> ImportsOf(SourceFile file)
    {
        var code = Comment().Replace(file.Text, string.Empty);
        var full = FullName().Matches(code).Select(m => m.Groups["folder"].Value);
        var relative = RelativeName().Matches(code)
            .Where(m => Types.Value.Contains((m.Groups["folder"].Value, m.Groups["type"].Value)))
            .Select(m => m.Groups["folder"].Value);
        return full.Concat(relative).Where(MayImport.ContainsKey).Distinct();
    }

    private static string NamespaceOf(SourceFile file)
    {
        var folder = Path.GetDirectoryName(file.Name)!.Replace(Path.DirectorySeparatorChar, '.');
        return folder.Length == 0 ? "Maestro.Engine" : $"Maestro.Engine.{folder}";
    }

    private static List<SourceFile> SourceFiles([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Maestro.Engine"));
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path))
            .Where(name => name.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(name => new SourceFile(name, File.ReadAllText(Path.Combine(root, name))))];
    }

    [GeneratedRegex(@"\bMaestro\.Engine\.(?<folder>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex FullName();

    // "Docker.DockerClient" as it may be written anywhere inside Maestro.Engine.
    [GeneratedRegex(@"(?<![\w.])(?<folder>[A-Z]\w*)\.(?<type>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex RelativeName();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();

    private sealed record SourceFile(string Name, string Text)
    {
        public string Folder => Name.Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : string.Empty;
    }
}
