using Maestro.Engine.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Maestro.Engine.Yaml;

/// <summary>Builds the tree of one document out of the parser's events.</summary>
/// <remarks>Depth and the size of aliases are watched while reading, so that recursion is bounded and a bomb does not go off.</remarks>
internal sealed class YamlTreeBuilder(IParser parser, Func<int, int, SourceLocation> locate, DiagnosticBag diagnostics, CancellationToken cancellation)
{
    private const string CoreTags = "tag:yaml.org,2002:";
    private const string MergeKey = "<<";

    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];
    private long _nodes;
    private long _aliased;

    public required string Expected { get; init; }

    public required string Folder { get; init; }

    public YamlMapping Build()
    {
        Next();
        if (Next() is not DocumentStart)
        {
            throw Refusal(DiagnosticCodes.NotOneMapping, $"The file is empty; it must be {Expected}.", locate(1, 1));
        }

        var root = Read(Next(), 1);
        Next();
        if (Next() is DocumentStart second)
        {
            throw Refusal(DiagnosticCodes.NotOneMapping, "The file holds more than one YAML document; put everything into the first one.", At(second));
        }

        return root switch
        {
            YamlMapping mapping => mapping,
            YamlScalar { IsNull: true, Text: "" } => throw Refusal(DiagnosticCodes.NotOneMapping, $"The file is empty; it must be {Expected}.", locate(1, 1)),
            YamlScalar { IsNull: true } => throw Refusal(DiagnosticCodes.NotOneMapping, $"The file is empty; it must be {Expected}.", root.Location),
            _ => throw Refusal(DiagnosticCodes.NotOneMapping, $"The file must be {Expected}; it is {(root is YamlSequence ? "a list" : "a single text")}.", root.Location),
        };
    }

    private YamlNode Read(ParsingEvent start, int depth)
    {
        if (start is AnchorAlias alias)
        {
            return Resolve(alias, depth);
        }

        _nodes++;
        var anchor = Open((NodeEvent)start);
        YamlNode node = start switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart sequence => ReadSequence(sequence, depth),
            MappingStart mapping => ReadMapping(mapping, depth),
            _ => throw Refusal(DiagnosticCodes.YamlSyntax, YamlErrorText.Unclosed, At(start)),
        };
        if (anchor is not null)
        {
            _open.Remove(anchor);
            _anchors[anchor] = node;
        }

        return node;
    }

    private YamlNode Resolve(AnchorAlias alias, int depth)
    {
        var name = alias.Value.Value;
        var place = At(alias);
        if (_open.Contains(name))
        {
            throw Refusal(DiagnosticCodes.YamlSyntax, $"The alias '*{name}' stands inside the value that it refers to.", place);
        }

        if (!_anchors.TryGetValue(name, out var target))
        {
            throw Refusal(DiagnosticCodes.YamlSyntax, $"The alias '*{name}' refers to no anchor before it{NearMiss.Hint(name, _anchors.Keys, $"; write '&{name}' in front of the value it stands for.")}", place);
        }

        _aliased += target.Weight;
        if (_aliased > YamlLimits.AliasedNodes + (_nodes * YamlLimits.AliasedNodesPerNode))
        {
            throw Refusal(DiagnosticCodes.FileTooLarge, $"Aliases expand the file to more than {_aliased} values; at most {YamlLimits.AliasedNodes} are read.", place);
        }

        RefuseDepth(depth + target.Height - 1, place);
        return target;
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var tag = Tag(scalar);
        var isPlain = scalar.Style == ScalarStyle.Plain && tag is null or "int" or "float" or "bool" or "null";
        return tag is "map" or "seq" ? throw UnknownTag(scalar) : new YamlScalar(At(scalar), scalar.Value, isPlain) { Folder = Folder };
    }

    private YamlSequence ReadSequence(SequenceStart start, int depth)
    {
        var place = At(start);
        RefuseDepth(depth, place);
        if (Tag(start) is not (null or "seq"))
        {
            throw UnknownTag(start);
        }

        var items = new List<YamlNode>();
        for (var next = Next(); next is not SequenceEnd; next = Next())
        {
            _path.Add(items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            items.Add(Read(next, depth + 1));
            _path.RemoveAt(_path.Count - 1);
        }

        return new YamlSequence(place, items) { Folder = Folder };
    }

    private YamlMapping ReadMapping(MappingStart start, int depth)
    {
        var place = At(start);
        RefuseDepth(depth, place);
        if (Tag(start) is not (null or "map"))
        {
            throw UnknownTag(start);
        }

        var entries = new List<YamlEntry>();
        var keys = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        YamlEntry? merge = null;
        var mergeAt = 0;
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            var key = ReadKey(next, depth);
            _path.Add(key.Text);
            var value = Read(Next(), depth + 1);
            if (!keys.TryAdd(key.Text, key.Location))
            {
                ReportDuplicate(key, keys[key.Text]);
            }
            else if (key is { IsPlain: true, Text: MergeKey })
            {
                (merge, mergeAt) = (new YamlEntry(key, value), entries.Count);
            }
            else
            {
                entries.Add(new YamlEntry(key, value));
            }

            _path.RemoveAt(_path.Count - 1);
        }

        if (merge is not null)
        {
            entries.InsertRange(mergeAt, Merged(merge, keys));
        }

        return new YamlMapping(place, entries) { Folder = Folder };
    }

    private YamlScalar ReadKey(ParsingEvent start, int depth)
        => Read(start, depth + 1) as YamlScalar
            ?? throw Refusal(DiagnosticCodes.YamlSyntax, "A list or a mapping cannot be a key; a key is text.", At(start));

    // What '<<' brings in: keys of the mapping itself win, then those of mappings named earlier.
    private List<YamlEntry> Merged(YamlEntry merge, Dictionary<string, SourceLocation> keys)
    {
        var sources = merge.Value is YamlSequence list ? list.Items : [merge.Value];
        var merged = new List<YamlEntry>();
        foreach (var source in sources)
        {
            if (source is YamlMapping mapping)
            {
                merged.AddRange(mapping.Entries.Where(entry => keys.TryAdd(entry.Key.Text, entry.Key.Location)));
            }
            else if (source is not YamlScalar { IsNull: true })
            {
                Report(DiagnosticCodes.WrongType, "The merge key '<<' takes a mapping or a list of mappings, usually aliases such as '*defaults'.", merge.Key.Location, MergeKey);
            }
        }

        return merged;
    }

    private void ReportDuplicate(YamlScalar key, SourceLocation first)
        => Report(DiagnosticCodes.DuplicateKey, $"The key '{key.Text}' is given twice; it stands first in line {first.Line}, column {first.Column}. Keep one of them.", key.Location);

    private void Report(DiagnosticCode code, string message, SourceLocation place, string? segment = null)
        => diagnostics.Add(Diagnostic.Error(code, message, place, string.Join('/', segment is null ? _path : _path.Append(segment))));

    private string? Open(NodeEvent node)
    {
        if (node.Anchor.IsEmpty)
        {
            return null;
        }

        _open.Add(node.Anchor.Value);
        return node.Anchor.Value;
    }

    // The short name of a tag of YAML itself; null for none; '!' makes a scalar text.
    private string? Tag(NodeEvent node)
    {
        if (node.Tag.IsEmpty)
        {
            return null;
        }

        return node.Tag.Value switch
        {
            "?" => null,
            "!" => node is Scalar ? "str" : null,
            CoreTags + "str" => "str",
            CoreTags + "int" => "int",
            CoreTags + "float" => "float",
            CoreTags + "bool" => "bool",
            CoreTags + "null" => "null",
            CoreTags + "map" => "map",
            CoreTags + "seq" => "seq",
            _ => throw UnknownTag(node),
        };
    }

    private MaestroException UnknownTag(NodeEvent node)
        => Refusal(DiagnosticCodes.YamlSyntax, $"The tag '{node.Tag.Value.Replace(CoreTags, "!!", StringComparison.Ordinal)}' is not known here; only '!!str', '!!int', '!!float', '!!bool', '!!null', '!!map' and '!!seq' are, each on a value of its kind.", At(node));

    private void RefuseDepth(int depth, SourceLocation place)
    {
        if (depth > YamlLimits.Depth)
        {
            throw Refusal(DiagnosticCodes.FileTooLarge, $"Lists and mappings are nested more than {YamlLimits.Depth} deep.", place);
        }
    }

    private ParsingEvent Next()
    {
        cancellation.ThrowIfCancellationRequested();
        do
        {
            if (!parser.MoveNext())
            {
                throw Refusal(DiagnosticCodes.YamlSyntax, YamlErrorText.Unclosed, locate(1, 1));
            }
        }
        while (parser.Current is Comment);
        return parser.Current!;
    }

    private SourceLocation At(ParsingEvent parsed) => locate((int)parsed.Start.Line, (int)parsed.Start.Column);

    private MaestroException Refusal(DiagnosticCode code, string message, SourceLocation place)
        => new(Diagnostic.Error(code, message, place, _path.Count == 0 ? null : string.Join('/', _path)));
}
