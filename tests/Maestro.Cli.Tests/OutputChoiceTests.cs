namespace Maestro.Cli.Tests;

public class OutputChoiceTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false, "TERM", "dumb")]
    [InlineData(false, true, "TERM", "xterm-256color")]
    [InlineData(false, false, "CI", "true")]
    [InlineData(false, false, "CI", "1")]
    [InlineData(false, true, "CI", "false")]
    [InlineData(false, true, "CI", "")]
    [InlineData(false, false, "TF_BUILD", "True")]
    [InlineData(false, false, "GITHUB_ACTIONS", "true")]
    [InlineData(false, false, "TEAMCITY_VERSION", "2026.1")]
    [InlineData(false, false, "JENKINS_URL", "http://ci/")]
    [InlineData(false, true, "NO_COLOR", "1")]
    public void A_terminal_is_live_unless_nobody_watches_it(bool isRedirected, bool isLive, string name = "", string value = "")
        => Assert.Equal(isLive, OutputChoice.IsLive(isRedirected, n => n == name ? value : null));

    [Theory]
    [InlineData("Auto", true, "Tty")]
    [InlineData("Auto", false, "Plain")]
    [InlineData("Tty", false, "Tty")]
    [InlineData("Plain", true, "Plain")]
    [InlineData("Json", true, "Json")]
    public void What_the_user_asks_for_is_taken(string asked, bool isLive, string taken)
        => Assert.Equal(Enum.Parse<OutputMode>(taken), OutputChoice.Resolve(Enum.Parse<OutputMode>(asked), isLive));
}
