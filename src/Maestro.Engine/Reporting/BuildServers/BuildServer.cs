using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.BuildServers;

/// <summary>A build server that reads what its jobs write: lines that fold, mark a place in a file, or name a secret.</summary>
/// <remarks>The lines are commands to the server. They must reach its log as they are, from the first column on.</remarks>
public abstract class BuildServer
{
    private protected BuildServer()
    {
    }

    /// <summary>The build server that runs this job; null when there is none that is known.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="workingDirectory">Where the relative paths of files in errors and warnings start.</param>
    public static BuildServer? Of(Func<string, string?> variable, string workingDirectory)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentException.ThrowIfNullOrEmpty(workingDirectory);
        return IsSet("GITHUB_ACTIONS") ? new GitHubActions(workingDirectory, variable("GITHUB_WORKSPACE"), variable("GITHUB_STEP_SUMMARY"))
            : IsSet("TF_BUILD") ? new AzurePipelines(workingDirectory)
            : IsSet("TEAMCITY_VERSION") ? new TeamCity()
            : IsSet("GITLAB_CI") ? new GitLab()
            : null;

        bool IsSet(string name) => variable(name) is { Length: > 0 } value && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The lines that make the server hide a text wherever it is written from now on; none where a server has no such thing.</summary>
    /// <param name="secret">The text. The lines hold it in clear, so they must go nowhere but to the server.</param>
    public virtual IEnumerable<string> Hide(string secret) => [];

    /// <summary>Adds a play to the summary of the job, where the server shows one. Plays that succeeded without starting anything leave it as it is.</summary>
    /// <param name="result">The play.</param>
    /// <returns>A warning when it could not be written.</returns>
    public virtual Diagnostic? AddSummary(PlayResult result) => null;

    /// <summary>The lines before those of a play, which fold together.</summary>
    internal abstract IEnumerable<string> Open(PlayStarted started);

    /// <summary>The lines after those of a play.</summary>
    internal abstract IEnumerable<string> Close(PlayStarted started, DateTimeOffset time);

    /// <summary>The lines that tell of an error or a warning, in place of its text; none where a server has no such thing.</summary>
    internal virtual IEnumerable<string> Tell(Diagnostic diagnostic) => [];
}
