using Maestro.Engine.Building;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Building;

public class PublishCommandTests
{
    private static readonly ProjectBuild Project = new("/src/App/App.csproj");

    [Fact]
    public void Makes_an_archive_apart_from_other_builds_and_leaves_no_process()
    {
        var arguments = Arguments(Project, "linux/arm64");

        Assert.Equal(["publish", "/src/App/App.csproj", "-t:PublishContainer", "--configuration", "Release", "--artifacts-path", "/out"], arguments.Take(7));
        Assert.Superset(
            new HashSet<string>
            {
                "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:ContainerArchiveOutputPath=/out/image.tar", "-p:ContainerRepository=hub:5000/team/app",
                "-p:ContainerImageTag=1", "-p:ContainerRuntimeIdentifier=linux-arm64", "-p:MaestroSources=abc", "-p:CustomAfterMicrosoftCommonTargets=/out/x.targets",
            },
            arguments.ToHashSet());
    }

    [Fact]
    public void Hands_on_properties_as_they_are()
        => Assert.Contains("-p:List=a%3Bb%2C50%25%22", Arguments(Project with { Properties = new Dictionary<string, string> { ["List"] = "a;b,50%\"" } }, string.Empty));

    [Theory]
    [InlineData("ContainerRuntimeIdentifier")]
    [InlineData("RuntimeIdentifier")]
    [InlineData("containerRuntimeIdentifiers")]
    public void Leaves_the_platform_to_who_says_it(string property)
        => Assert.DoesNotContain("-p:ContainerRuntimeIdentifier=linux-x64", Arguments(Project with { Properties = new Dictionary<string, string> { [property] = "linux-musl-x64" } }, "linux/amd64"));

    [Theory]
    [InlineData("linux/amd64", "linux-x64")]
    [InlineData("linux/arm64", "linux-arm64")]
    [InlineData("linux/arm64/v8", "linux-arm64")]
    [InlineData("linux/arm/v7", "linux-arm")]
    [InlineData("linux/386", "linux-x86")]
    [InlineData("linux/s390x", "linux-s390x")]
    [InlineData("", null)]
    public void Knows_what_NET_calls_a_platform(string platform, string? runtime) => Assert.Equal(runtime, PublishCommand.RuntimeOf(platform));

    [Fact]
    public void Takes_away_what_an_outer_build_has_set()
    {
        var variables = Command(Project, string.Empty).Variables([], null);

        Assert.Null(variables["MSBuildSDKsPath"]);
        Assert.Equal("1", variables["MSBUILDDISABLENODEREUSE"]);
        Assert.DoesNotContain("DOTNET_CONTAINER_INSECURE_REGISTRIES", variables.Keys);
    }

    [Fact]
    public void Tells_the_SDK_of_registries_in_the_file()
    {
        var plain = new Registry { Name = "a", Address = "http://hub:5001", Authority = "hub:5001" };
        var asking = new Registry { Name = "b", Address = "https://hub:5443", Authority = "hub:5443", Username = "ci", Password = new SecretValue("secret") };
        var based = Project with { Properties = new Dictionary<string, string> { ["containerBaseImage"] = "hub:5443/dotnet:10" } };

        var variables = Command(based, string.Empty).Variables([plain, asking], "other:80");

        Assert.Equal("other:80,hub:5001", variables["DOTNET_CONTAINER_INSECURE_REGISTRIES"]);
        Assert.Equal(("ci", "secret"), (variables["DOTNET_CONTAINER_PULL_REGISTRY_UNAME"], variables["DOTNET_CONTAINER_PULL_REGISTRY_PWORD"]));
        Assert.DoesNotContain("DOTNET_CONTAINER_PULL_REGISTRY_PWORD", Command(Project, string.Empty).Variables([plain, asking], null).Keys);
    }

    private static PublishCommand Command(ProjectBuild build, string platform) => new(build, ImageReference.Parse("hub:5000/team/app:1"), platform, "abc");

    private static IReadOnlyList<string> Arguments(ProjectBuild build, string platform) => Command(build, platform).Arguments("/out", "/out/image.tar", "/out/x.targets");
}
