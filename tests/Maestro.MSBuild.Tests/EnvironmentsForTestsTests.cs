using Maestro.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using NSubstitute;

namespace Maestro.MSBuild.Tests;

/// <summary>The tasks that put an environment around the tests of a build.</summary>
public sealed class EnvironmentsForTestsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<object, object> _registered = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async System.Threading.Tasks.Task An_environment_is_up_until_the_build_ends()
    {
        await using var docker = await FakeDocker.StartAsync();
        var engine = Engine();
        using var start = Start(engine, docker);

        Assert.True(start.Execute());
        Assert.Equal("running", Assert.Single(docker.Containers).State);
        Assert.Contains(start.TestVariables, v => v.ItemSpec == "MAESTRO_ENVIRONMENT_NAME");
        Assert.NotEmpty(start.Instances);

        EndBuild();
        Assert.Empty(docker.Containers);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async System.Threading.Tasks.Task It_stays_on_request_when_the_tests_of_a_project_have_not_all_passed(bool otherPasses, int containers)
    {
        await using var docker = await FakeDocker.StartAsync();
        var engine = Engine();
        using var start = Start(engine, docker);
        start.Keep = "OnFailure";
        Assert.True(start.Execute());

        var marks = new[] { "one", "other" }.Select(p => Path.Combine(start.Folder, p)).ToList();
        foreach (var mark in marks)
        {
            Assert.True(new MaestroTestVariables { BuildEngine = engine, File = Path.Combine(_folder.Path, "obj", "x.runsettings"), Marks = [mark] }.Execute());
        }

        marks.Take(otherPasses ? 2 : 1).ToList().ForEach(File.Delete); // as the targets do

        EndBuild();
        Assert.Equal(containers, docker.Containers.Count);
    }

    [Fact]
    public async System.Threading.Tasks.Task What_was_written_for_the_tests_goes_with_the_environment()
    {
        await using var docker = await FakeDocker.StartAsync();
        var engine = Engine();
        using var start = Start(engine, docker);
        Assert.True(start.Execute());
        var settings = Path.Combine(_folder.Path, "obj", "one.runsettings");
        Assert.True(new MaestroTestVariables { BuildEngine = engine, File = settings, Variables = start.TestVariables, Marks = [Path.Combine(start.Folder, "one")] }.Execute());
        Assert.Contains("<MAESTRO_ENVIRONMENT_NAME>", await File.ReadAllTextAsync(settings), StringComparison.Ordinal);

        EndBuild();

        Assert.False(File.Exists(settings));
    }

    [Fact]
    public async System.Threading.Tasks.Task A_start_that_fails_registers_nothing()
    {
        await using var docker = await FakeDocker.StartAsync();
        var engine = Engine();
        using var start = Start(engine, docker);
        start.Keep = "sometimes";

        Assert.False(start.Execute());
        Assert.Empty(_registered);
        engine.Received().LogErrorEvent(Arg.Is<BuildErrorEventArgs>(e => e.Message!.Contains("Never, OnFailure or Always", StringComparison.Ordinal)));
    }

    [Fact]
    public void Variables_are_set_for_the_programs_of_the_project_when_there_is_no_file()
    {
        var name = $"MAESTRO_TEST_{Guid.NewGuid():N}";

        Assert.True(new MaestroTestVariables { BuildEngine = Engine(), Variables = [new TaskItem(name, new Dictionary<string, string> { ["Value"] = "1" })] }.Execute());

        Assert.Equal("1", Environment.GetEnvironmentVariable(name));
        Assert.Equal("up", Environment.GetEnvironmentVariable("MAESTRO_AROUND_TESTS"));
        Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("MAESTRO_AROUND_TESTS", null);
    }

    [Fact]
    public void Settings_of_the_user_that_are_none_are_an_error_at_their_place()
    {
        var engine = Engine();
        var user = _folder.Write("user.runsettings", "<RunSettings>\n<");

        Assert.False(new MaestroTestVariables { BuildEngine = engine, File = Path.Combine(_folder.Path, "obj", "x.runsettings"), Over = user }.Execute());

        engine.Received().LogErrorEvent(Arg.Is<BuildErrorEventArgs>(e => e.Code == "MAESTRO685" && e.File == user && e.LineNumber == 2));
    }

    [Fact]
    public void Settings_that_killed_builds_have_left_are_deleted()
    {
        var old = _folder.Write("obj/old.runsettings", string.Empty);
        var recent = _folder.Write("obj/recent.runsettings", string.Empty);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-3));

        Assert.True(new MaestroTestVariables { BuildEngine = Engine(), File = Path.Combine(_folder.Path, "obj", "x.runsettings") }.Execute());

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(recent));
    }

    // A build engine that keeps what is registered with it.
    private IBuildEngine10 Engine()
    {
        var engine = Substitute.For<IBuildEngine10>();
        engine.When(e => e.RegisterTaskObject(Arg.Any<object>(), Arg.Any<object>(), RegisteredTaskObjectLifetime.Build, Arg.Any<bool>()))
            .Do(call => _registered[call[0]] = call[1]);
        return engine;
    }

    private void EndBuild()
    {
        foreach (var registered in _registered.Values.OfType<IDisposable>())
        {
            registered.Dispose();
        }
    }

    private MaestroStartTests Start(IBuildEngine engine, FakeDocker docker)
    {
        docker.AddImage("fleet/web:1");
        _folder.Write("maestro.yaml", EnvironmentSnippets.OnEngine(docker, $"tests-{Guid.NewGuid():N}"[..20]));
        return new MaestroStartTests { BuildEngine = engine, Environments = [new TaskItem("maestro.yaml")], ProjectDirectory = _folder.Path };
    }
}
