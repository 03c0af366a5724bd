using Microsoft.Testing.Platform.CommandLine;
using NSubstitute;

namespace Maestro.TestingPlatform.Tests;

public sealed class TestChoicesTests
{
    [Theory]
    [InlineData(null, TestProgramHost.User)]
    [InlineData("", TestProgramHost.TestExplorer)]
    [InlineData("jsonrpc", TestProgramHost.TestExplorer)]
    [InlineData("dotnettestcli", TestProgramHost.DotnetTest)]
    public void Who_has_started_the_program_is_told_by_its_protocol(string? protocol, object host)
        => Assert.Equal((TestProgramHost)host, TestChoices.Of(Options(protocol is null ? [] : [("server", protocol)])).Host);

    [Fact]
    public void What_the_user_says_is_taken_as_it_is()
    {
        var choices = TestChoices.Of(Options([("maestro-keep", "Always"), ("maestro-run", "ci"), ("maestro-reuse", "")]));

        Assert.Equal(new TestChoices("Always", "ci", Reuse: true, TestProgramHost.User), choices);
    }

    private static ICommandLineOptions Options((string Name, string Value)[] given)
    {
        var options = Substitute.For<ICommandLineOptions>();
        foreach (var (name, value) in given)
        {
            options.IsOptionSet(name).Returns(true);
            options.TryGetOptionArgumentList(name, out Arg.Any<string[]?>()).Returns(call =>
            {
                call[1] = value.Length == 0 ? Array.Empty<string>() : new[] { value };
                return value.Length > 0;
            });
        }

        return options;
    }
}
