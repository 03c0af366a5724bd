namespace Maestro.Engine.Planning;

/// <summary>The states of a container as Docker knows them.</summary>
internal enum ContainerState
{
    Created,
    Running,
    Paused,
    Restarting,
    Removing,
    Exited,
    Dead,
}

/// <summary>The words that Docker has for the states of a container.</summary>
internal static class ContainerStates
{
    private static readonly Dictionary<string, ContainerState> ByWord =
        Enum.GetValues<ContainerState>().ToDictionary(Word, StringComparer.Ordinal);

    public static ContainerState Parse(string word) => ByWord.GetValueOrDefault(word, ContainerState.Dead);

    public static string Word(ContainerState state) => state switch
    {
        ContainerState.Created => "created",
        ContainerState.Running => "running",
        ContainerState.Paused => "paused",
        ContainerState.Restarting => "restarting",
        ContainerState.Removing => "removing",
        ContainerState.Exited => "exited",
        _ => "dead",
    };
}
