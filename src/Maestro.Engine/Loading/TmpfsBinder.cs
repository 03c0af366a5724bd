using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads file systems in memory: paths with options behind a colon, or a mapping of paths to options.</summary>
internal static class TmpfsBinder
{
    private const string Expected = "a path such as /run, a list of them, or a mapping such as {/run: 'size=64m'}";

    public static IReadOnlyList<TmpfsMount> Bind(BoundNode tmpfs)
    {
        var mounts = new List<TmpfsMount>();
        foreach (var (path, options, place) in tmpfs.Node is YamlMapping ? FromMapping(tmpfs) : FromTexts(tmpfs))
        {
            Check(path, options, place, mounts);
            mounts.Add(new TmpfsMount(path, options));
        }

        return mounts;
    }

    private static IEnumerable<(string Path, string Options, Reference Place)> FromTexts(BoundNode tmpfs)
    {
        foreach (var (text, place) in NameBinder.Each(tmpfs, Expected))
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            yield return colon < 0
                ? (text, string.Empty, new Reference(text, place))
                : (text[..colon], text[(colon + 1)..], new Reference(text, place));
        }
    }

    private static IEnumerable<(string Path, string Options, Reference Place)> FromMapping(BoundNode tmpfs)
    {
        foreach (var mount in tmpfs.Entries(Expected)!)
        {
            if (mount.IsNull || mount.Text("options of the mount, such as 'size=64m'") is not null)
            {
                yield return (mount.Name, mount.IsNull ? string.Empty : ((YamlScalar)mount.Node).Text, new Reference(mount.Name, mount, IsKey: true));
            }
        }
    }

    private static void Check(string path, string options, Reference place, List<TmpfsMount> before)
    {
        if (!path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal))
        {
            place.Error(DiagnosticCodes.InvalidVolume, $"'{path}' is no path inside a container: expected {Expected}.");
        }
        else if (before.Any(m => m.Path.TrimEnd('/') == path.TrimEnd('/')))
        {
            place.Error(DiagnosticCodes.InvalidVolume, $"The container's path '{path}' stands there twice.");
        }

        if (options.Any(char.IsWhiteSpace))
        {
            place.Error(DiagnosticCodes.InvalidVolume, $"The options of '{path}' contain blanks; expected some with commas between them, such as 'size=64m,mode=1777'.");
        }
    }
}
