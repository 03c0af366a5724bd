namespace Maestro.Cli;

/// <summary>How a play is told.</summary>
internal enum OutputMode
{
    /// <summary>As a live table on a terminal, as lines elsewhere.</summary>
    Auto,

    /// <summary>As a live table.</summary>
    Tty,

    /// <summary>As lines of text.</summary>
    Plain,

    /// <summary>As JSON lines.</summary>
    Json,
}
