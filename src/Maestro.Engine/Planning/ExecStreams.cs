namespace Maestro.Engine.Planning;

/// <summary>Where the input of a command comes from and where its output goes. Who made the streams closes them.</summary>
public sealed record ExecStreams
{
    /// <summary>What it reads; null for nothing.</summary>
    public Stream? Input { get; init; }

    /// <summary>Takes its standard output, and all of its output where it has a terminal.</summary>
    public required Stream Output { get; init; }

    /// <summary>Takes its standard error.</summary>
    public required Stream Error { get; init; }

    /// <summary>Sizes of its terminal, width and height, the first one at once; null for none.</summary>
    public IAsyncEnumerable<(int Width, int Height)>? Sizes { get; init; }
}
