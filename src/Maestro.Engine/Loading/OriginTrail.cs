using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Templates;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Remembers where in a rendered text each place of a file was come by, so that a value can tell its origin.</summary>
internal sealed class OriginTrail
{
    private const int Quotes = 2;

    // By identity: a loop of the template brings the same place up again and again.
    private readonly Dictionary<SourceLocation, (RenderedTemplate Text, int Line, int Column)> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds places as the text does, and remembers them.</summary>
    public Func<int, int, SourceLocation> Follow(RenderedTemplate text) => (line, column) =>
    {
        var place = text.Locate(line, column);
        _places[place] = (text, line, column);
        return place;
    };

    /// <summary>The origin of every single value below a node, and of the names that variables are part of, in the order of the file.</summary>
    public IReadOnlyList<ValueOrigin> Of(YamlNode root)
    {
        var origins = new List<ValueOrigin>();
        Add(root, string.Empty, origins);
        return origins;
    }

    private void Add(YamlNode node, string path, List<ValueOrigin> origins)
    {
        switch (node)
        {
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    var below = Below(path, entry.Key.Text);
                    AddName(entry, below, origins);
                    Add(entry.Value, below, origins);
                }

                break;
            case YamlSequence list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Add(list.Items[i], Below(path, i.ToString(CultureInfo.InvariantCulture)), origins);
                }

                break;
            case YamlScalar scalar:
                origins.Add(new ValueOrigin(path, scalar.Location, VariablesOf(scalar)));
                break;
        }
    }

    // A name that the template made is worth telling; one that somebody wrote is where its values are.
    private void AddName(YamlEntry entry, string path, List<ValueOrigin> origins)
    {
        if (entry.Value is not YamlScalar && VariablesOf(entry.Key) is { Count: > 0 } variables)
        {
            origins.Add(new ValueOrigin(path, entry.Key.Location, variables));
        }
    }

    private IReadOnlyList<string> VariablesOf(YamlScalar scalar)
        => _places.TryGetValue(scalar.Location, out var place)
            ? place.Text.VariablesIn(place.Line, place.Column, scalar.Text.Length + (scalar.IsPlain ? 0 : Quotes))
            : [];

    private static string Below(string path, string segment) => path.Length == 0 ? segment : $"{path}/{segment}";
}
