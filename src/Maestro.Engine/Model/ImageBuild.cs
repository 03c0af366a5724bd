using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>What an image is made from that is not pulled.</summary>
public abstract record ImageBuild
{
    private protected ImageBuild()
    {
    }

    /// <summary>Where the file says it; null when something else does.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The file or folder that must be there.</summary>
    internal abstract string Input { get; }

    /// <summary>Everything that is said about it, as lines: two builds with the same text are the same build.</summary>
    internal abstract string Definition { get; }

    private protected static string Lines(string kind, IEnumerable<string> facts) => string.Join('\n', facts.Prepend(kind));

    private protected static IEnumerable<string> Sorted(IReadOnlyDictionary<string, string> values)
        => values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}");
}
