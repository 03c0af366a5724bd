using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Reads paths inside the container.</summary>
internal static class PathBinder
{
    /// <summary>Reads the paths of anonymous volumes.</summary>
    public static IReadOnlyList<string> Volumes(BoundNode volumes)
    {
        const string Expected = "an absolute path inside the container, or a list of them";
        var paths = new List<string>();
        foreach (var (path, place) in NameBinder.Each(volumes, Expected))
        {
            if (!path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal))
            {
                place.Error(DiagnosticCodes.InvalidVolume, $"Expected {Expected}, without ':'; found {place.Describe()}.");
            }
            else if (!paths.Contains(path, StringComparer.Ordinal))
            {
                paths.Add(path);
            }
        }

        return paths;
    }

    /// <summary>Reads a working directory; empty leaves the image's own.</summary>
    public static string? WorkingDirectory(BoundNode directory)
    {
        const string Expected = "an absolute path inside the container";
        if (directory.Text(Expected) is not { } path)
        {
            return null;
        }

        if (path.Length > 0 && !path.StartsWith('/'))
        {
            directory.Error(DiagnosticCodes.InvalidValue, $"Expected {Expected}; found {directory.Describe()}.");
        }

        return path;
    }
}
