using System.Globalization;
using System.Text.Json.Nodes;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>The choices of somebody who writes YAML: what is left out, and in which form the rest is put.</summary>
internal sealed class YamlChances(Random random)
{
    // What equals the default may be written down all the same.
    public YamlValue? Unless(bool isDefault, object value) => isDefault && Chance() ? null : value as YamlValue ?? Text(value);

    public YamlValue? Seconds(TimeSpan time, double usual) => Unless(time.TotalSeconds == usual, time.TotalSeconds);

    public YamlValue? Names(IReadOnlyList<string> names)
        => names.Count == 0 ? Pick(null, new YamlList([]))
            : names.Count == 1 && Chance() ? names[0]
            : List(names);

    public YamlMap? Texts(IReadOnlyDictionary<string, string> texts) => Optional([.. texts.Select(t => (t.Key, (YamlValue?)t.Value))]);

    /// <summary>A path, which may be told from the folder of the file.</summary>
    public string File(string path) => path.StartsWith(Loaded.Folder + "/", StringComparison.Ordinal) && Chance() ? "." + path[Loaded.Folder.Length..] : path;

    public YamlMap? Optional(params (string Key, YamlValue? Value)[] entries) => entries.Length == 0 && Chance() ? null : Map(entries);

    public YamlMap Shuffled(params (string Key, YamlValue? Value)[] entries)
    {
        random.Shuffle(entries);
        return Map(entries);
    }

    public YamlValue Command(IReadOnlyList<string> words) => Chance() ? List(words) : string.Join(' ', words.Select(w => $"'{w.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'"));

    public static YamlValue Json(JsonNode? node) => node switch
    {
        null => new YamlWord(null),
        JsonObject mapping => Map([.. mapping.Select(e => (e.Key, (YamlValue?)Json(e.Value)))]),
        JsonArray list => new YamlList([.. list.Select(Json)]),
        _ when node.GetValueKind() == System.Text.Json.JsonValueKind.String => new YamlWord(node.GetValue<string>()) { IsPlain = false },
        _ => new YamlWord(node.ToJsonString()) { IsPlain = true },
    };

    public static YamlList List(IReadOnlyList<string> items) => new([.. items.Select(i => (YamlValue)i)]);

    public static YamlMap Map(params (string Key, YamlValue? Value)[] entries) => new([.. entries.Where(e => e.Value is not null).Select(e => (e.Key, e.Value!))]);

    public static string Text(object value) => value is bool truth ? truth ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public bool Chance() => random.Next(2) == 0;

    public T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];

    /// <summary>What all the sections say alike and may be said once, above them; nothing when chance says so.</summary>
    public List<(string Key, YamlValue Value)> Shared(IReadOnlyList<YamlMap> sections, IReadOnlySet<string> never)
        => sections.Count == 0 || Chance() ? []
            : [.. sections[0].Entries.Where(f => !never.Contains(f.Key) && sections.All(s => s.Entries.Any(o => o.Key == f.Key && Same(o.Value, f.Value))))];

    public static YamlMap Without(YamlMap section, List<(string Key, YamlValue Value)> shared) => new([.. section.Entries.Where(f => shared.TrueForAll(s => s.Key != f.Key))]);

    private static bool Same(YamlValue one, YamlValue two) => new YamlText(new Random(0)).Write(Map(("x", one))) == new YamlText(new Random(0)).Write(Map(("x", two)));
}
