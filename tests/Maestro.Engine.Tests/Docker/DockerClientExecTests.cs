using System.Net;
using System.Text;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

public class DockerClientExecTests
{
    [Fact]
    public async Task Runs_a_command_and_tells_output_and_exit_code()
    {
        await using var docker = await RunningAsync();
        docker.SetExecExit("web-1", 7);
        docker.SetExecOutput("web-1", "hello");
        await using var client = docker.CreateClient();

        var exec = await client.CreateExecAsync("web-1", new CreateExecRequest(["cat", "/etc/motd"]) { Env = ["A=1"] }, CancellationToken.None);
        var output = await ReadAsync(client, exec);
        var details = await client.InspectExecAsync(exec, CancellationToken.None);

        Assert.Equal("hello\n", output);
        Assert.Equal(new ExecDetails(IsRunning: false, 7), details);
        Assert.Equal(
            """{"Cmd":["cat","/etc/motd"],"Env":["A=1"],"Tty":false,"AttachStdin":false,"AttachStdout":true,"AttachStderr":true}""",
            docker.RequestsTo("POST", "/containers/*/exec").Single().Body!.ToJsonString());
        Assert.Equal("""{"Detach":false,"Tty":false}""", docker.RequestsTo("POST", "/exec/*/start").Single().Body!.ToJsonString());
    }

    [Fact]
    public async Task A_container_that_does_not_run_refuses()
    {
        await using var docker = await RunningAsync();
        docker.Exit("web-1", 1);
        await using var client = docker.CreateClient();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => client.CreateExecAsync("web-1", new CreateExecRequest(["true"]), CancellationToken.None));

        Assert.Equal(HttpStatusCode.Conflict, refusal.Status);
    }

    [Fact]
    public async Task A_cancellation_ends_the_reading_of_a_command_that_goes_on()
    {
        await using var docker = await RunningAsync();
        docker.HangExecs("web-1");
        docker.SetExecOutput("web-1", "hello");
        await using var client = docker.CreateClient();
        using var cancellation = new CancellationTokenSource();
        var exec = await client.CreateExecAsync("web-1", new CreateExecRequest(["sleep"]), CancellationToken.None);
        await using var output = client.StartExecAsync(exec, cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await output.MoveNextAsync().AsTask().WaitAsync(FakeDocker.Patience));

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => output.MoveNextAsync().AsTask().WaitAsync(FakeDocker.Patience));
    }

    private static async Task<FakeDocker> RunningAsync()
    {
        var docker = await FakeDocker.StartAsync();
        docker.AddImage("web");
        docker.Run("web-1", "web");
        return docker;
    }

    private static async Task<string> ReadAsync(IDockerClient client, string exec)
    {
        var text = new StringBuilder();
        await foreach (var chunk in client.StartExecAsync(exec, CancellationToken.None))
        {
            text.Append(Encoding.UTF8.GetString(chunk.Bytes.Span));
        }

        return text.ToString();
    }
}
