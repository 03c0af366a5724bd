using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

// The form with which one source can be at several places: a list. Its order is that of Docker, whatever the schema.
internal static partial class VolumeBinder
{
    private const string ItemExpected = "a volume such as ./init.sql:/init.sql:ro, or {source: ./init.sql, target: /init.sql, mode: ro}";

    public static FieldTable Item { get; } = new(
        ItemExpected,
        new("source", "path or name", Kinds.Text, "The path on the ship, or the name of a volume."),
        new("target", "path", Kinds.Text, "The path inside the container."),
        new("mode", "text", Kinds.Text, "Docker's mode: rw, ro, and the like."));

    private static VolumeBinding? BindItem(BoundNode item)
    {
        if (item.Node is YamlMapping)
        {
            return BindLongItem(item);
        }

        if (item.Text(ItemExpected, DiagnosticCodes.InvalidVolume) is not { } text)
        {
            return null;
        }

        var (source, target, mode) = text.Split(':') switch
        {
            [var first, var second] => (first, second, DefaultMode),
            [var first, var second, var third] when ModeWords().IsMatch(third) => (first, second, third),
            _ => (null, null, DefaultMode),
        };
        if (source is null || target is null)
        {
            var hint = text.Contains(':', StringComparison.Ordinal) ? string.Empty : " A volume without a name belongs to 'container_volumes'.";
            item.Error(DiagnosticCodes.InvalidVolume, $"Expected {ItemExpected}; found {item.Describe()}.{hint}");
            return null;
        }

        return IsTarget(item, target) && Source(item, source, item.FullPath) is { } from ? new VolumeBinding(from, target, mode) : null;
    }

    private static VolumeBinding? BindLongItem(BoundNode item)
    {
        var section = Section.Open(item, Item)!;
        if (section["source"] is not { } source || section["target"] is not { } target)
        {
            item.ErrorAtKey(DiagnosticCodes.InvalidVolume, $"A volume of a list needs its 'source' and its 'target': expected {ItemExpected}.");
            return null;
        }

        var mode = section["mode"] is { } given ? Mode(given) : DefaultMode;
        return target.Text("a path inside the container", DiagnosticCodes.InvalidVolume) is { } path
            && IsTarget(target, path)
            && source.Text("a path of the ship, or the name of a volume", DiagnosticCodes.InvalidVolume) is { } text
            && Source(source, text, source.FullPath) is { } from
            && mode is not null
                ? new VolumeBinding(from, path, mode)
                : null;
    }
}
