using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>A node at its path in the file: reads typed values and reports what is wrong with them.</summary>
internal sealed class BoundNode
{
    private readonly BoundNode? _parent;
    private readonly string? _segment;
    private readonly YamlNode _declared;

    private BoundNode(BindingContext context, YamlNode node, YamlNode declared, BoundNode? parent, string? segment)
        => (Context, Node, _declared, _parent, _segment) = (context, node, declared, parent, segment);

    public BindingContext Context { get; }

    public YamlNode Node { get; }

    /// <summary>Where the node is declared: its key, or the node itself when it has none.</summary>
    public SourceLocation Location => _declared.Location;

    /// <summary>The last part of the path: a key, or the number of an item.</summary>
    public string Name => _segment ?? string.Empty;

    public string? Path => _parent?.Path is { } path ? $"{path}/{_segment}" : _segment;

    public bool IsNull => Node is YamlScalar { IsNull: true };

    public static BoundNode Root(BindingContext context, YamlNode node) => new(context, node, node, null, null);

    public BoundNode Child(YamlEntry entry) => new(Context, entry.Value, entry.Key, this, entry.Key.Text);

    /// <summary>The entries of a mapping, each at its own path; null and a diagnostic when it is none.</summary>
    public IEnumerable<BoundNode>? Entries(string expected, DiagnosticCode? code = null)
        => Node is YamlMapping mapping ? mapping.Entries.Select(Child) : WrongType<IEnumerable<BoundNode>>(expected, code);

    /// <summary>The items of a list, each at its own path; null and a diagnostic when it is none.</summary>
    public IEnumerable<BoundNode>? Items(string expected, DiagnosticCode? code = null)
        => Node is YamlSequence list ? list.Items.Select(Item) : WrongType<IEnumerable<BoundNode>>(expected, code);

    /// <summary>The text of a scalar as it stands in the file; null and a diagnostic when it is none, or nothing.</summary>
    public string? Text(string expected, DiagnosticCode? code = null)
        => Node is YamlScalar { IsNull: false } scalar ? scalar.Text : WrongType<string>(expected, code);

    /// <summary>True or false in any spelling of YAML.</summary>
    public bool? Boolean()
        => Node is YamlScalar scalar && YamlTruth.TryParse(scalar.Text, out var truth) ? truth : WrongType<bool?>("true or false", null);

    /// <summary>A whole number within bounds.</summary>
    public int? Integer(string expected, int least, int most)
        => Node is YamlScalar scalar && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : WrongType<int?>(expected, Node is YamlScalar { IsNull: false } ? DiagnosticCodes.InvalidValue : null);

    /// <summary>A number of seconds above zero.</summary>
    public TimeSpan? Seconds(string expected)
        => Node is YamlScalar scalar && double.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < int.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : WrongType<TimeSpan?>(expected, Node is YamlScalar { IsNull: false } ? DiagnosticCodes.InvalidValue : null);

    /// <summary>A path that the value names, made absolute from the folder of the file in which the value stands.</summary>
    public string FullPath(string path) => System.IO.Path.GetFullPath(path, Node.Folder);

    /// <summary>The same for a path that is the key.</summary>
    public string FullPathOfKey(string path) => System.IO.Path.GetFullPath(path, _declared.Folder);

    /// <summary>Reports a mistake in the value.</summary>
    public void Error(DiagnosticCode code, string message) => Context.Diagnostics.Add(Diagnostic.Error(code, message, Node.Location, Path));

    /// <summary>Reports a mistake about the whole entry, at its key.</summary>
    public void ErrorAtKey(DiagnosticCode code, string message) => Context.Diagnostics.Add(Diagnostic.Error(code, message, Location, Path));

    public void Warn(DiagnosticCode code, string message) => Context.Diagnostics.Add(Diagnostic.Warning(code, message, Location, Path));

    /// <summary>What the node is, for a message; the text of a scalar is quoted.</summary>
    public string Describe() => Node switch
    {
        YamlSequence => "a list",
        YamlMapping => "a mapping",
        YamlScalar { IsNull: true } => "nothing",
        YamlScalar { Text: var text } => $"'{text}'",
        _ => "something else",
    };

    private BoundNode Item(YamlNode item, int index)
        => new(Context, item, item, this, index.ToString(CultureInfo.InvariantCulture));

    private T? WrongType<T>(string expected, DiagnosticCode? code)
    {
        var message = $"Expected {expected}; found {Describe()}.";
        if (IsNull)
        {
            ErrorAtKey(code ?? DiagnosticCodes.WrongType, message);
        }
        else
        {
            Error(code ?? DiagnosticCodes.WrongType, message);
        }

        return default;
    }
}
