namespace Maestro.Engine;

/// <summary>What becomes of the containers that were started for tests.</summary>
public enum TestEnvironmentKeep
{
    /// <summary>They are taken down, however the tests end.</summary>
    Never,

    /// <summary>They stay, to look inside, when a test has failed or they did not all come up.</summary>
    OnFailure,

    /// <summary>They stay.</summary>
    Always,
}
