using System.Runtime.CompilerServices;
using Maestro.Engine.Planning;

namespace Maestro.MSBuild.Tests;

/// <summary>Holds the targets and the tasks to the table of plays.</summary>
public sealed class PlayTargetsTests
{
    public static TheoryData<string> Names => [.. PlayTable.All.Select(p => $"Maestro{p.Kind}")];

    [Fact]
    public void The_targets_file_is_what_the_table_of_plays_says() => AssertIs("Maestro.MSBuild/build/Maestro.MSBuild.Plays.targets", PlayTargetsText.Make());

    [Fact]
    public void Tests_take_all_options_of_a_start() => AssertIs("Maestro.MSBuild/build/Maestro.MSBuild.StartTests.targets", PlayTargetsText.MakeStartTests());

    [Fact]
    public void Test_programs_take_all_options_of_a_start() => AssertIs("Maestro.TestingPlatform/build/Maestro.TestingPlatform.Options.targets", PlayTargetsText.MakeTestingPlatformOptions());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_play_is_a_task_that_takes_its_options(string name)
    {
        var task = typeof(MaestroTask).Assembly.GetType($"Maestro.MSBuild.{name}");

        Assert.NotNull(task);
        Assert.All(PlayTable.All.Single(p => $"Maestro{p.Kind}" == name).Options, o => Assert.NotNull(task.GetProperty(o.Name)));
    }

    private static void AssertIs(string name, string expected)
    {
        var file = Path.Combine(SourceFolder(), name);
        if (Environment.GetEnvironmentVariable("MAESTRO_APPROVE") == "1")
        {
            File.WriteAllText(file, expected);
        }

        Assert.Equal(expected, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    private static string SourceFolder([CallerFilePath] string here = "") => Path.GetFullPath("../../src", Path.GetDirectoryName(here)!);
}
