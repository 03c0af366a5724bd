using System.Runtime.CompilerServices;
using Maestro.Engine.Planning;

namespace Maestro.MSBuild.Tests;

/// <summary>Holds the targets and the tasks to the table of plays.</summary>
public sealed class PlayTargetsTests
{
    public static TheoryData<string> Names => [.. PlayTable.All.Select(p => $"Maestro{p.Kind}")];

    [Fact]
    public void The_targets_file_is_what_the_table_of_plays_says()
    {
        var file = Path.Combine(SourceFolder(), "build", "Maestro.MSBuild.Plays.targets");
        if (Environment.GetEnvironmentVariable("MAESTRO_APPROVE") == "1")
        {
            File.WriteAllText(file, PlayTargetsText.Make());
        }

        Assert.Equal(PlayTargetsText.Make(), File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_play_is_a_task_that_takes_its_options(string name)
    {
        var task = typeof(MaestroTask).Assembly.GetType($"Maestro.MSBuild.{name}");

        Assert.NotNull(task);
        Assert.All(PlayTable.All.Single(p => $"Maestro{p.Kind}" == name).Options, o => Assert.NotNull(task.GetProperty(o.Name)));
    }

    private static string SourceFolder([CallerFilePath] string here = "") => Path.GetFullPath("../../src/Maestro.MSBuild", Path.GetDirectoryName(here)!);
}
