namespace Maestro.Cli;

/// <summary>Chooses between a live table and lines where the user leaves that to the tool.</summary>
internal static class OutputChoice
{
    // Some give a job a terminal, and what is drawn there again and again fills its log.
    private static readonly string[] BuildServers = ["CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "TEAMCITY_VERSION", "JENKINS_URL"];

    /// <summary>Whether the output is a terminal that somebody watches and that can move its cursor.</summary>
    /// <param name="isRedirected">Whether it goes to a file or another program.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static bool IsLive(bool isRedirected, Func<string, string?> variable)
        => !isRedirected && variable("TERM") != "dumb" && !BuildServers.Any(name => IsSet(variable(name)));

    public static OutputMode Resolve(OutputMode asked, bool isLive) => asked switch
    {
        OutputMode.Auto => isLive ? OutputMode.Tty : OutputMode.Plain,
        _ => asked,
    };

    private static bool IsSet(string? value) => !string.IsNullOrEmpty(value) && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase) && value != "0";
}
