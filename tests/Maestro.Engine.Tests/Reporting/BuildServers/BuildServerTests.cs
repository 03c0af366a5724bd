using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Engine.Tests.Reporting.BuildServers;

public class BuildServerTests
{
    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", typeof(GitHubActions))]
    [InlineData("TF_BUILD", "True", typeof(AzurePipelines))]
    [InlineData("TEAMCITY_VERSION", "2025.07 (build 1)", typeof(TeamCity))]
    [InlineData("GITLAB_CI", "true", typeof(GitLab))]
    public void Is_known_by_the_variable_that_it_sets(string name, string value, Type type) => Assert.IsType(type, Servers.Of((name, value)));

    [Theory]
    [InlineData("GITHUB_ACTIONS", "false")]
    [InlineData("GITHUB_ACTIONS", "")]
    [InlineData("CI", "true")]
    [InlineData("JENKINS_URL", "http://ci")]
    public void Is_none_where_nobody_would_understand_it(string name, string value) => Assert.Null(Servers.Of((name, value)));
}
