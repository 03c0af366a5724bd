namespace Maestro.Engine.Reporting.Html;

/// <summary>What an instance does, or has done to it, in a part of its time.</summary>
internal enum SpanKind
{
    /// <summary>It waits for others.</summary>
    Wait,

    /// <summary>It could begin and may not, because as much as allowed is under way.</summary>
    Turn,

    /// <summary>Its image is pulled.</summary>
    Pull,

    /// <summary>A network is made or removed.</summary>
    Network,

    /// <summary>Its container is made.</summary>
    Create,

    /// <summary>Its container is started.</summary>
    Start,

    /// <summary>A check is waited for.</summary>
    Check,

    /// <summary>Another check is waited for, after the one before.</summary>
    NextCheck,

    /// <summary>It is stopped.</summary>
    Stop,

    /// <summary>It is killed.</summary>
    Kill,

    /// <summary>Its container is removed.</summary>
    Remove,
}
