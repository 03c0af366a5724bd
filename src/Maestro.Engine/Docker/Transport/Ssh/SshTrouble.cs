namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Why a tunnel does not lead to an engine.</summary>
/// <param name="Problem">The kind.</param>
/// <param name="What">What it is and what to do, as a sentence that begins in small letters.</param>
internal sealed record SshTrouble(ConnectionProblem Problem, string What)
{
    private const int MostLines = 6;

    /// <summary>What OpenSSH said.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];

    /// <summary>What is worth doing about it.</summary>
    public SshRemedy Remedy { get; init; } = SshRemedy.TryLater;

    public DockerConnectionException ToException(string address) => new(Problem, $"The Docker engine at {address} cannot be reached: {What}{Quote()}");

    /// <summary>The last of what OpenSSH said, each line on one of its own; empty for nothing.</summary>
    public string Quote()
    {
        var lines = string.Concat(Said.Select(l => l.Trim()).Where(l => l.Trim('@').Length > 0).TakeLast(MostLines).Select(l => $"{Environment.NewLine}    {l}"));
        return lines.Length == 0 ? string.Empty : $" ssh said:{lines}";
    }
}

/// <summary>What is worth doing about a tunnel that cannot be opened.</summary>
internal enum SshRemedy
{
    /// <summary>It may be better in a while.</summary>
    TryLater,

    /// <summary>It may be better at once: the server had too many at its door.</summary>
    TryAgain,

    /// <summary>A forward of the user's own configuration was in the way.</summary>
    LeaveOtherForwards,

    /// <summary>Somebody has to change something; trying again would look like an attack.</summary>
    GiveUp,
}

/// <summary>A tunnel could not be opened, or has broken.</summary>
internal sealed class SshException(SshTrouble trouble) : Exception(trouble.What)
{
    public SshTrouble Trouble => trouble;
}
