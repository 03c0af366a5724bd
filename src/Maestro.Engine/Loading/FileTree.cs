using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads an environment file with everything that it includes, as one tree. What a file says goes before what its includes say.</summary>
/// <param name="file">The environment file.</param>
/// <param name="templates">What templates can use; the files they bring in come from the environment file's folder.</param>
/// <param name="stated">Sees the header of each file.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed class FileTree(EnvironmentFile file, TemplateSettings templates, StatedSchema stated, DiagnosticBag diagnostics)
{
    private const string Include = "include";
    private const string Expected = "the path of a file, or a list of them, from this file's folder";

    /// <summary>Files inside each other.</summary>
    private const int MostLevels = 20;

    /// <summary>Nodes of all files together, aliases written out.</summary>
    private const long MostNodes = 20_000_000;

    private readonly TemplateFolder _folder = new(file.Folder, ShownFolder(file));
    private readonly Dictionary<string, YamlMapping?> _read = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];

    /// <summary>Remembers where values come from; null when nobody wants to know.</summary>
    public OriginTrail? Origins { get; init; }

    /// <returns>Null when a file is too broken to go on; the diagnostics say why.</returns>
    public YamlMapping? Read()
    {
        if (Parse(file, "a mapping with at least 'name' and 'ships'") is not { } mapping)
        {
            return null;
        }

        if (file.Path.Length > 0)
        {
            _open.Add(file.Path);
        }

        return TakeIncludes(mapping, file);
    }

    private YamlMapping? Parse(EnvironmentFile source, string expected)
    {
        var renderer = new TemplateRenderer(templates with { Files = _folder.Read });
        if (renderer.Render(source.Text, source.Name, diagnostics) is not { } rendered)
        {
            return null;
        }

        var reader = new YamlReader(Origins?.Follow(rendered) ?? rendered.Locate, diagnostics, templates.Cancellation) { Expected = expected, Folder = source.Folder };
        var mapping = reader.Read(rendered.Text);
        stated.Look(mapping, diagnostics);
        return mapping;
    }

    // All files are read before the first broken one ends it, so that their mistakes come together.
    private YamlMapping? TakeIncludes(YamlMapping mapping, EnvironmentFile source)
    {
        if (mapping.Find(Include) is not { } entry)
        {
            return mapping;
        }

        var own = new YamlMapping(mapping.Location, [.. mapping.Entries.Where(e => e != entry)]) { Folder = mapping.Folder };
        var node = BoundNode.Root(new BindingContext(diagnostics), mapping).Child(entry);
        List<YamlMapping?> included = node.IsNull ? [] : [.. NameBinder.Each(node, Expected).Select(i => Read(i.Text, i.Place, source))];
        if (included.Contains(null))
        {
            return null;
        }

        var merged = included.Append(own).Aggregate((below, above) => YamlMerge.Over(below!, above!))!;
        if (merged.Weight <= MostNodes)
        {
            return merged;
        }

        node.ErrorAtKey(DiagnosticCodes.FileTooLarge, $"The included files come to more than {MostNodes} values together.");
        return null;
    }

    private YamlMapping? Read(string name, BoundNode place, EnvironmentFile source)
    {
        var path = place.FullPath(name);
        if (Refusal(name, path, source) is { } refusal)
        {
            place.Error(refusal.Code, refusal.Message);
            return null;
        }

        if (_read.TryGetValue(path, out var known))
        {
            return known;
        }

        _open.Add(path);
        var mapping = Open(name, path, place, source) is { } text && Parse(text, "a mapping, such as of 'ships' or 'services'") is { } parsed
            ? TakeIncludes(parsed, text)
            : null;
        _open.RemoveAt(_open.Count - 1);
        return _read[path] = mapping;
    }

    private Diagnostic? Refusal(string name, string path, EnvironmentFile source)
    {
        if (_open.Contains(path, StringComparer.Ordinal))
        {
            var circle = _open.SkipWhile(p => p != path).Append(path).Select(p => Path.GetRelativePath(file.Folder, p));
            return Diagnostic.Error(DiagnosticCodes.IncludeCycle, $"'{name}' includes itself: {string.Join(" -> ", circle)}.");
        }

        if (_open.Count > MostLevels)
        {
            return Diagnostic.Error(DiagnosticCodes.FileTooLarge, $"Files include each other more than {MostLevels} levels deep.");
        }

        if (!File.Exists(path))
        {
            var what = Directory.Exists(path) ? $"'{name}' is a folder; expected a file." : $"There is no file '{name}'; looked for '{path}'.";
            return Diagnostic.Error(DiagnosticCodes.FileNotFound, $"{what} Paths start from the folder of '{source.Name}'.");
        }

        return _folder.Holds(path)
            ? null
            : Diagnostic.Error(DiagnosticCodes.IncludeOutside, $"'{name}' does not lie in the folder of the environment file '{file.Name}' or below; only such files can be included.");
    }

    private static EnvironmentFile? Open(string name, string path, BoundNode place, EnvironmentFile source)
    {
        try
        {
            return EnvironmentFile.ReadFile(Path.Combine(ShownFolder(source), name), path);
        }
        catch (MaestroException broken)
        {
            place.Error(broken.Diagnostics[0].Code, broken.Diagnostics[0].Message);
            return null;
        }
    }

    private static string ShownFolder(EnvironmentFile source)
        => source.Name == EnvironmentFile.StandardInput ? string.Empty : Path.GetDirectoryName(source.Name) ?? string.Empty;
}
