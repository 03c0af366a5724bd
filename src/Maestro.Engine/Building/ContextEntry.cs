namespace Maestro.Engine.Building;

/// <summary>A file, a folder or a link of a context.</summary>
/// <param name="Name">Its path in the context, with slashes.</param>
/// <param name="Path">Where it is on this machine.</param>
internal sealed record ContextEntry(string Name, string Path)
{
    public bool IsFolder { get; init; }

    /// <summary>Where the link leads, as it says it; null for what is none.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>What it holds instead of the file; null for the file.</summary>
    public byte[]? Content { get; init; }

    // Windows knows no such rights, and a file without them could not be run.
    public UnixFileMode Mode => OperatingSystem.IsWindows() || Content is not null ? DefaultMode : File.GetUnixFileMode(Path);

    private const UnixFileMode DefaultMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
}
