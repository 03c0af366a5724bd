using System.Text;
using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Docker.Tests.Plays;

[Collection(RealEngineCollection.Name)]
public sealed class ExecTests(RealEngineFixture fixture)
{
    [Fact]
    public async Task Passes_the_exit_code_and_keeps_the_outputs_apart()
    {
        using var live = await StartedAsync();

        var (code, output, error) = await RunAsync(live, new ExecOptions { Instance = "web", Command = ["sh", "-c", "echo out; echo bad >&2; exit 7"] });

        Assert.Equal((7, "out\n", "bad\n"), (code, output, error));
    }

    [Fact]
    public async Task Forwards_the_input_to_its_end()
    {
        using var live = await StartedAsync();
        var bytes = new byte[1_000_000];
        new Random(1).NextBytes(bytes);
        using var output = new MemoryStream();
        var conductor = new Conductor();

        var code = await conductor.ExecAsync(
            conductor.Load(live.File),
            new ExecOptions { Instance = "web", Command = ["cat"] },
            new ExecStreams { Input = new MemoryStream(bytes), Output = output, Error = Stream.Null },
            CancellationToken.None);

        Assert.Equal(0, code);
        Assert.Equal(bytes, output.ToArray());
    }

    [Fact]
    public async Task Runs_as_another_user_in_another_folder_with_more_variables()
    {
        using var live = await StartedAsync();

        var (_, output, _) = await RunAsync(
            live, new ExecOptions { Instance = "web", Command = ["sh", "-c", "id -u; pwd; echo $A"], User = "33", WorkingDirectory = "/bin", Env = ["A=one two"] });

        Assert.Equal("33\n/bin\none two\n", output);
    }

    [Fact]
    public async Task Gives_a_terminal_of_the_size_of_the_callers()
    {
        using var live = await StartedAsync();

        var (_, output, _) = await RunAsync(
            live, new ExecOptions { Instance = "web", Command = ["sh", "-c", "until [ \"$(stty size 2>/dev/null)\" = '33 101' ]; do sleep 0.1; done; tty"], Tty = true }, Size());

        Assert.StartsWith("/dev/pts/", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_126_or_127_as_in_Docker()
    {
        using var live = await StartedAsync();

        var (code, _, _) = await RunAsync(live, new ExecOptions { Instance = "web", Command = ["no-such-command"] });

        Assert.Contains(code, new[] { 126, 127 });
    }

    [Fact]
    public async Task An_instance_that_does_not_run_is_told()
    {
        using var live = await StartedAsync();
        await live.PlayAsync(PlayKind.Stop);

        var exception = await Assert.ThrowsAsync<MaestroException>(() => RunAsync(live, new ExecOptions { Instance = "web", Command = ["true"] }));

        Assert.Equal(DiagnosticCodes.NoContainer, exception.Diagnostics[0].Code);
        Assert.Contains("is exited; start it first", exception.Message, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<(int Width, int Height)> Size()
    {
        yield return (101, 33);
        await Task.Yield();
    }

    private async Task<LiveEnvironment> StartedAsync()
    {
        var live = new LiveEnvironment(fixture.Engine).Service("web");
        var started = await live.PlayAsync(PlayKind.Start);
        Assert.True(started.Succeeded, string.Join('\n', started.Diagnostics));
        return live;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(
        LiveEnvironment live, ExecOptions options, IAsyncEnumerable<(int Width, int Height)>? sizes = null)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var conductor = new Conductor();
        var code = await conductor.ExecAsync(
            conductor.Load(live.File), options, new ExecStreams { Output = output, Error = error, Sizes = sizes }, patience.Token);
        return (code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
