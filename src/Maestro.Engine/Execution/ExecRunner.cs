using Maestro.Engine.Checks;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Runs a command in the container of an instance, with its input and output connected to the caller's.</summary>
internal sealed class ExecRunner(MaestroEnvironment environment, ExecOptions options, ExecStreams streams, Func<Ship, IDockerClient> connect, TimeProvider time)
{
    /// <summary>The output may end a moment before the engine knows the exit code.</summary>
    private static readonly TimeSpan ExitIsKnownWithin = TimeSpan.FromSeconds(10);

    /// <returns>The exit code of the command.</returns>
    /// <exception cref="MaestroException">The command was not run, or what became of it is not known.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var instance = ExecTarget.Find(environment, options);
        var ship = environment.Ship(instance.Ship);
        var docker = connect(ship);
        await using (docker.ConfigureAwait(false))
        {
            try
            {
                var container = ExecTarget.RunningContainer(environment, instance, await docker.InspectContainerAsync(instance.ContainerName, cancellation).ConfigureAwait(false));
                var exec = await docker.CreateExecAsync(container, Request(), cancellation).ConfigureAwait(false);
                await ConnectAsync(docker, exec, cancellation).ConfigureAwait(false);
                return await ExitCodeAsync(docker, exec, instance, cancellation).ConfigureAwait(false);
            }
            catch (DockerConnectionException exception)
            {
                throw new MaestroException(EngineTrouble.Describe(ship, exception), exception);
            }
            catch (DockerApiException exception)
            {
                throw new MaestroException(
                    Diagnostic.Error(DiagnosticCodes.ExecFailed, $"'{options.Command[0]}' cannot be run in {instance.Name}: {EngineTrouble.Sentence(exception.Message)}", instance.Location), exception);
            }
        }
    }

    private CreateExecRequest Request() => new(options.Command)
    {
        Env = options.Env.Count == 0 ? null : options.Env,
        User = options.User,
        WorkingDirectory = options.WorkingDirectory,
        Tty = options.Tty,
        AttachStdin = streams.Input is not null,
    };

    private async Task ConnectAsync(IDockerClient docker, string exec, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var stream = await docker.AttachExecAsync(exec, options.Tty, cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var sizes = ResizeAsync(docker, exec, over.Token);

            // Not awaited: nobody can break off a read from a terminal. It ends with the process, and what it still reads is sent nowhere.
            _ = SendInputAsync(stream, over.Token);
            try
            {
                await foreach (var chunk in stream.ReadAllAsync(cancellation).ConfigureAwait(false))
                {
                    var target = chunk.Source == LogSource.Error ? streams.Error : streams.Output;
                    await target.WriteAsync(chunk.Bytes, cancellation).ConfigureAwait(false);
                    await target.FlushAsync(cancellation).ConfigureAwait(false);
                }
            }
            finally
            {
                await over.CancelAsync().ConfigureAwait(false);
                await sizes.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendInputAsync(ExecStream stream, CancellationToken over)
    {
        if (streams.Input is null)
        {
            return;
        }

        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await streams.Input.ReadAsync(buffer, over).ConfigureAwait(false)) > 0 && !over.IsCancellationRequested)
            {
                await stream.WriteAsync(buffer.AsMemory(0, count), over).ConfigureAwait(false);
            }

            await stream.CloseInputAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            // The command is over, or does not read; its exit code says what became of it.
        }
    }

    private async Task ResizeAsync(IDockerClient docker, string exec, CancellationToken over)
    {
        if (streams.Sizes is null)
        {
            return;
        }

        await foreach (var (width, height) in streams.Sizes.WithCancellation(over).ConfigureAwait(false))
        {
            await docker.ResizeExecAsync(exec, width, height, over).ConfigureAwait(false);
        }
    }

    private async Task<int> ExitCodeAsync(IDockerClient docker, string exec, Instance instance, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var details = await docker.InspectExecAsync(exec, cancellation).ConfigureAwait(false);
            if (details.ExitCode is { } code)
            {
                return code;
            }

            var waited = time.GetElapsedTime(started);
            if (waited > ExitIsKnownWithin)
            {
                throw new MaestroException(Diagnostic.Error(
                    DiagnosticCodes.ExecFailed, $"The output of '{options.Command[0]}' in {instance.Name} has ended, and the engine does not say how the command ended.", instance.Location));
            }

            await Task.Delay(AdaptivePause.After(waited), time, cancellation).ConfigureAwait(false);
        }
    }
}
