namespace Maestro.Engine.Loading;

/// <summary>Reads an entry point into words.</summary>
internal static class EntrypointBinder
{
    private const string None = "";

    /// <summary>Reads the words; nothing in them takes the image's own away, and that is one empty word to Docker.</summary>
    public static IReadOnlyList<string> Bind(BoundNode entrypoint)
        => CommandBinder.Words(entrypoint) is { Count: > 0 } words ? words : [None];
}
