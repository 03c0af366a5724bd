namespace Maestro.Engine.Planning;

/// <summary>Why a service is tied to another.</summary>
internal enum DependencyKind
{
    /// <summary>It must be up before; its addresses are handed over.</summary>
    Requires,

    /// <summary>An instance mounts volumes of one of its instances, which starts before.</summary>
    VolumesFrom,

    /// <summary>An instance has a Docker link to one of its instances, which starts before.</summary>
    Link,

    /// <summary>Its addresses are handed over, and that is all.</summary>
    WantsInfo,
}
