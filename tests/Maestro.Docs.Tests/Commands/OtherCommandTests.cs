using Maestro.Testing;

namespace Maestro.Docs.Tests.Commands;

/// <summary>The build of this repository, and what else pages have readers type.</summary>
public sealed class OtherCommandTests
{
    private static readonly string[] Known = ["maestro", "dotnet", "./build.sh", "export", "git", "docker", "curl", "cd", "source"];

    private static readonly IReadOnlySet<string> Tasks = BuildTasks.In(File.ReadAllText(RepositoryFolder.PathOf("build", "build.cake")));

    public static TheoryData<string> Builds => Command.Names(c => c.Program == "./build.sh");

    public static TheoryData<string> Others => Command.Names(c => c.Program is not ("maestro" or "dotnet" or "./build.sh"));

    [Theory]
    [MemberData(nameof(Builds))]
    public void The_build_has_the_target(string name)
        => Assert.All(Command.Of(name).Values("--target=").Where(t => t != "TARGET"), t => Assert.True(Tasks.Contains(t), $"{name}: build.cake has no task '{t}'."));

    [Theory]
    [MemberData(nameof(Others))]
    public void Is_a_command(string name)
        => Assert.True(Known.Contains(Command.Of(name).Program), $"{name}: Tests know no such command. A block without a language has commands only; what they print is 'text'.");
}
