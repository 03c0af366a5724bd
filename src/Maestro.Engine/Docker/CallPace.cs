namespace Maestro.Engine.Docker;

/// <summary>How soon the answer to a call can be expected.</summary>
internal enum CallPace
{
    /// <summary>At once: the engine only has to look.</summary>
    Prompt,

    /// <summary>At once, and whoever does not hangs.</summary>
    Ping,

    /// <summary>When the engine has done something, in silence until then.</summary>
    Working,

    /// <summary>Piece by piece, for as long as it takes, with any silence in between.</summary>
    Open,
}
