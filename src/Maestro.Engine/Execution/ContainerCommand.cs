using System.Net;
using Maestro.Engine.Checks;
using Maestro.Engine.Docker;

namespace Maestro.Engine.Execution;

/// <summary>Runs a command in a container. When it is given up, the command is ended, as far as the container lets us.</summary>
/// <remarks>
/// Docker has no call that ends a command. The command carries a mark among its variables, by which a second command finds and kills it.
/// That one needs a shell and /proc in the container; without them the command ends with the container.
/// </remarks>
internal sealed class ContainerCommand(IDockerClient docker, string container)
{
    private const string MarkName = "MAESTRO_CHECK";
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(2);

    public async Task<CommandResult> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        var mark = Guid.NewGuid().ToString("N");
        var output = new OutputTail();
        try
        {
            var exec = await docker.CreateExecAsync(container, new CreateExecRequest(command) { Env = [$"{MarkName}={mark}"] }, cancellation).ConfigureAwait(false);
            await foreach (var chunk in docker.StartExecAsync(exec, cancellation).ConfigureAwait(false))
            {
                output.Add(chunk.Bytes.Span);
            }

            var details = await docker.InspectExecAsync(exec, cancellation).ConfigureAwait(false);
            return new CommandResult(details.ExitCode, details.ExitCode is null ? "the connection to the command broke" : output.ToString());
        }
        catch (DockerApiException exception) when (exception.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            // Not running at the moment, as between two restarts.
            return new CommandResult(null, exception.Message);
        }
        catch (DockerApiException exception) when (IsAboutProgram(exception.Message))
        {
            return new CommandResult(null, exception.Message, IsHopeless: true);
        }
        catch (OperationCanceledException)
        {
            await KillAsync(mark).ConfigureAwait(false);
            throw;
        }
    }

    private static bool IsAboutProgram(string message)
        => message.Contains("executable file not found", StringComparison.Ordinal) || message.Contains("no such file or directory", StringComparison.Ordinal);

    private async Task KillAsync(string mark)
    {
        using var limit = new CancellationTokenSource(KillLimit);
        try
        {
            // Its own variables do not have the mark, so that it does not find itself.
            var script = $"for p in /proc/[0-9]*; do if grep -q {MarkName}={mark} $p/environ 2>/dev/null; then kill -9 ${{p#/proc/}}; fi; done";
            var exec = await docker.CreateExecAsync(container, new CreateExecRequest(["sh", "-c", script]), limit.Token).ConfigureAwait(false);
            await foreach (var _ in docker.StartExecAsync(exec, limit.Token).ConfigureAwait(false))
            {
                // It says nothing that matters.
            }
        }
        catch (Exception exception) when (exception is DockerApiException or DockerConnectionException or OperationCanceledException)
        {
            // The container has no shell, or is gone.
        }
    }
}
