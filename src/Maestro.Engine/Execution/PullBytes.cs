using Maestro.Engine.Docker;

namespace Maestro.Engine.Execution;

/// <summary>Sums up how many bytes of an image have been pulled. What follows the download of a layer counts as pulled.</summary>
internal sealed class PullBytes
{
    private readonly Dictionary<string, (long Current, long Total)> _layers = new(StringComparer.Ordinal);

    public long Current { get; private set; }

    /// <summary>As far as the engine has told: layers that it has not begun to download are not in it.</summary>
    public long Total { get; private set; }

    /// <returns>Whether the line told anything about bytes.</returns>
    public bool Add(PullProgress progress)
    {
        if (progress.Layer is not { } layer)
        {
            return false;
        }

        var known = _layers.GetValueOrDefault(layer);
        (long Current, long Total) now = progress switch
        {
            { Status: "Downloading", Total: > 0 and var total } => (progress.Current ?? 0, total),
            { Status: "Downloading", Current: > 0 and var current } => (current, Math.Max(known.Total, current)),
            { Status: "Verifying Checksum" or "Download complete" or "Extracting" or "Pull complete" } => (known.Total, known.Total),
            _ => known,
        };
        Current += now.Current - known.Current;
        Total += now.Total - known.Total;
        _layers[layer] = now;
        return now.Total > 0;
    }
}
