namespace Maestro.Engine.Building;

/// <summary>What an image is made from cannot be used: it is not there, cannot be read, or is something else. The message is a sentence or two.</summary>
internal sealed class BuildInputException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A file or folder that cannot be read.</summary>
    public static BuildInputException Unreadable(string path, Exception reason)
        => new($"'{path}' cannot be read: {reason.Message.TrimEnd('.')}.", reason);
}
