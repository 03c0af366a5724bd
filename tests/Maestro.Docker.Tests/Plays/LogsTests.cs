using System.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Docker.Tests.Plays;

[Collection(RealEngineCollection.Name)]
public sealed class LogsTests(RealEngineFixture fixture)
{
    private const string Tick = "trap 'exit 0' TERM; echo begin; i=0; while true; do i=$((i+1)); echo tick $i; sleep 0.2; done";

    [Fact]
    public async Task Follows_over_a_restart_and_over_a_container_made_anew()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("web").Service("tick", "nc -ll -p 80 -e cat & " + Tick);
        var started = await live.PlayAsync(PlayKind.Start);
        Assert.True(started.Succeeded, string.Join('\n', started.Diagnostics));
        using var maestro = MaestroProcess.Start("logs", "-f", live.File, "tick", "--follow");
        await UntilAsync(maestro, "tick 2", times: 1);

        await live.Engine.RestartAsync(live.Container("tick"));
        await UntilAsync(maestro, "begin", times: 2);
        await live.PlayAsync(PlayKind.Stop);
        await live.PlayAsync(PlayKind.Clean);
        await live.PlayAsync(PlayKind.Start);
        await UntilAsync(maestro, "begin", times: 3);
        maestro.Interrupt();

        Assert.Equal(130, await maestro.ExitCodeAsync());
        Assert.Equal(3, Count(maestro, "tick 1\n"));
        Assert.DoesNotContain("error", maestro.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Following_a_job_ends_with_the_job()
    {
        using var live = new LiveEnvironment(fixture.Engine).Service("job", "nc -ll -p 80 -e cat & echo one; sleep 2; echo two; exit 0");
        await live.PlayAsync(PlayKind.Start);

        using var maestro = MaestroProcess.Start("logs", "-f", live.File, "--follow");

        Assert.Equal(0, await maestro.ExitCodeAsync());
        Assert.Contains("one\ntwo\n", maestro.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static async Task UntilAsync(MaestroProcess maestro, string line, int times)
    {
        var watch = Stopwatch.StartNew();
        while (Count(maestro, line + "\n") < times)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"'{line}' was not shown {times} times, but: {maestro.Output}");
            await Task.Delay(20);
        }
    }

    private static int Count(MaestroProcess maestro, string text) => maestro.Output.ReplaceLineEndings("\n").Split(text).Length - 1;
}
