namespace Maestro.Engine.Model;

/// <summary>When the image of an instance is pulled.</summary>
public enum PullPolicy
{
    /// <summary>When the ship does not have it, or not for the platform that is asked for.</summary>
    Missing,

    /// <summary>Each time before its container is made.</summary>
    Always,

    /// <summary>At no time: the ship must have it.</summary>
    Never,
}
