using Maestro.Engine.Planning;

namespace Maestro.Cli.Init;

/// <summary>The folder in which <c>init</c> writes, and tells of each file what became of it.</summary>
/// <param name="path">The folder.</param>
/// <param name="environmentFile">The environment file, seen from the folder.</param>
/// <param name="output">Where a line per file goes.</param>
internal sealed class StarterFolder(string path, string environmentFile, TextWriter output)
{
    private static readonly string[] TargetsOfTheirOwn = ["MaestroLogs", "MaestroDepTree"];

    public string Path => path;

    public string EnvironmentFile { get; } = System.IO.Path.GetFullPath(environmentFile, path);

    public void Tell(string line) => output.WriteLine(line);

    public void WriteEnvironment() => Write(EnvironmentFile, StarterFile.Read("maestro.yaml", ("name", NameOf(System.IO.Path.GetFileName(path)))));

    public void WriteCake()
    {
        Write(In("build.cake"), StarterFile.Read("build.cake", ("version", ToolVersion.Text), ("file", SeenFrom(path))));
        Write(In(".config/dotnet-tools.json"), StarterFile.Read("dotnet-tools.json", ("cake", StarterFile.CakeVersion)));
    }

    public void WriteSolution()
    {
        var version = CentralVersions.Above(In("maestro"));
        var inProject = version is null ? $" Version=\"{ToolVersion.Text}\"" : "";
        Write(In("maestro/maestro.proj"), StarterFile.Read("maestro.proj", ("version", inProject), ("file", SeenFrom(In("maestro")))));
        if (version?.Add() is { } line)
        {
            Tell(line);
        }

        Write(In("Directory.Solution.targets"), StarterFile.Read("Directory.Solution.targets", ("targets", string.Concat(Targets().Select(TargetText)))));
    }

    private static IEnumerable<string> Targets() => [.. PlayTable.All.Select(play => $"Maestro{play.Kind}"), .. TargetsOfTheirOwn];

    private static string TargetText(string name) => $"""
          <Target Name="{name}" DependsOnTargets="_MaestroRestore">
            <MSBuild Projects="$(_MaestroProject)" Targets="{name}" />
          </Target>

        """;

    private static string NameOf(string folder)
    {
        var name = string.Concat(folder.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return name.Any(char.IsAsciiLetter) ? name : "environment";
    }

    private string In(string file) => System.IO.Path.GetFullPath(file, path);

    private string SeenFrom(string folder) => System.IO.Path.GetRelativePath(folder, EnvironmentFile).Replace('\\', '/');

    private void Write(string file, string text)
    {
        var shown = System.IO.Path.GetRelativePath(path, file).Replace('\\', '/');
        if (File.Exists(file))
        {
            Tell($"kept {shown}, which is there already");
            return;
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        Tell($"wrote {shown}");
    }
}
