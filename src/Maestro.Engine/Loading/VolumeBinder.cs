using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads volumes: <c>host: container</c>, or the other way round in files of schema 1; or a list.</summary>
internal static partial class VolumeBinder
{
    private const string DefaultMode = "rw";

    public static IReadOnlyList<VolumeBinding> Bind(BoundNode volumes)
    {
        var bindings = new List<VolumeBinding>();
        var targets = new HashSet<string>(StringComparer.Ordinal);
        var isList = volumes.Node is YamlSequence;
        foreach (var volume in (isList ? volumes.Items(ItemExpected) : volumes.Entries("a mapping such as {/data/on/ship: /data/in/container}", DiagnosticCodes.InvalidVolume)) ?? [])
        {
            if (!isList)
            {
                WarnOfAssumedSchema(volume.Context, volumes);
            }

            if ((isList ? BindItem(volume) : BindOne(volume)) is not { } binding)
            {
                continue;
            }

            if (!targets.Add(binding.Target.Length > 1 ? binding.Target.TrimEnd('/') : binding.Target))
            {
                volume.ErrorAtKey(DiagnosticCodes.InvalidVolume, $"The container's path '{binding.Target}' is the target of another volume already; each needs a path of its own.");
            }

            bindings.Add(binding);
        }

        return bindings;
    }

    // Files without a header were read the other way round once: say it, once.
    private static void WarnOfAssumedSchema(BindingContext context, BoundNode volumes)
    {
        if (context.Schema == FileSchema.Assumed)
        {
            context.Schema = FileSchema.HostFirst;
            volumes.Warn(DiagnosticCodes.SchemaAssumed, "Volumes are read as 'host: container', since the file does not state its schema; begin it with '__maestro: {schema: 2}' to say so.");
        }
    }

    private static VolumeBinding? BindOne(BoundNode volume)
    {
        if (volume.Context.Schema == FileSchema.ContainerFirst)
        {
            return BindReversed(volume);
        }

        var source = Source(volume, volume.Name, volume.FullPathOfKey);
        if (volume.Node is YamlMapping)
        {
            return BindLong(volume, source);
        }

        return volume.Text(FieldTables.Volume.Expected, DiagnosticCodes.InvalidVolume) is { } target && IsTarget(volume, target) && source is not null
            ? new VolumeBinding(source, target)
            : null;
    }

    private static VolumeBinding? BindLong(BoundNode volume, string? source)
    {
        if (Section.Open(volume, FieldTables.Volume) is not { } section)
        {
            return null;
        }

        if (section["target"] is not { } target)
        {
            volume.ErrorAtKey(DiagnosticCodes.InvalidVolume, $"The volume '{volume.Name}' lacks its 'target', the path inside the container.");
            return null;
        }

        var mode = section["mode"] is { } given ? Mode(given) : DefaultMode;
        return target.Text("a path inside the container", DiagnosticCodes.InvalidVolume) is { } path && IsTarget(target, path) && source is not null && mode is not null
            ? new VolumeBinding(source, path, mode)
            : null;
    }

    private static VolumeBinding? BindReversed(BoundNode volume)
    {
        if (volume.Node is not YamlScalar { IsNull: false } host)
        {
            volume.Error(DiagnosticCodes.InvalidVolume, $"With schema 1 a volume is 'container: host', both paths; '{volume.Name}' has {volume.Describe()}. Schema 2 also takes {{target: path, mode: mode}}.");
            return null;
        }

        return IsTarget(volume, volume.Name) && Source(volume, host.Text, volume.FullPath) is { } source ? new VolumeBinding(source, volume.Name) : null;
    }

    private static string? Source(BoundNode volume, string source, Func<string, string> fullPath)
    {
        if (source is "." or ".." || source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal))
        {
            source = fullPath(source);
        }

        if ((source.StartsWith('/') || VolumeName().IsMatch(source)) && !source.Contains(':', StringComparison.Ordinal))
        {
            return source;
        }

        volume.ErrorAtKey(DiagnosticCodes.InvalidVolume, $"'{source}' is no path of the ship: expected an absolute path, one that begins with './' or '../' (from this file's folder), or the name of a volume; without ':'.");
        return null;
    }

    private static bool IsTarget(BoundNode place, string target)
    {
        if (target.StartsWith('/') && !target.Contains(':', StringComparison.Ordinal))
        {
            return true;
        }

        place.Error(DiagnosticCodes.InvalidVolume, $"'{target}' is no path inside a container: expected an absolute path without ':'. A mode such as 'ro' is given as {{target: path, mode: ro}}.");
        return false;
    }

    private static string? Mode(BoundNode mode)
    {
        const string Expected = "a mode such as rw, ro or 'ro,Z'";
        var text = mode.Text(Expected, DiagnosticCodes.InvalidVolume);
        if (text is not null && !ModeWords().IsMatch(text))
        {
            mode.Error(DiagnosticCodes.InvalidVolume, $"Expected {Expected}; found {mode.Describe()}.");
            return null;
        }

        return text;
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VolumeName();

    [GeneratedRegex(@"\A[a-zA-Z]+(,[a-zA-Z]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ModeWords();
}
