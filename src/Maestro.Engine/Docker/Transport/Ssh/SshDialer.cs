using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Reaches an engine through an SSH server, over one tunnel that is opened with the first connection, and anew when it has broken.</summary>
internal sealed class SshDialer(SshRoute route, SshOpener opener, TimeProvider time) : IEngineDialer
{
    private readonly SshPatience _patience = new(time);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private Task<SshTunnel>? _opening;
    private SshTunnel? _broken;

    public string Address => route.Address;

    public string? Remark => _opening is { IsCompletedSuccessfully: true, Result.Target: var target } && target == route.Fallback
        ? $"nothing listens on {route.Target.Name} there, so the engine is reached by its usual socket; say so with 'remote_socket: {target.Text}', or name the port with 'docker_port'."
        : null;

    public async ValueTask<Stream> DialAsync(CancellationToken cancellation)
        => await TryDialAsync(await OpenAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false)
            ?? await TryDialAsync(await OpenAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false)
            ?? throw new DockerConnectionException(ConnectionProblem.Lost, $"The SSH tunnel to the Docker engine at {Address} breaks as soon as it stands.");

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        if (_opening is { } opening)
        {
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var tunnel in new[] { _broken, _opening is { IsCompletedSuccessfully: true } ? await _opening.ConfigureAwait(false) : null }.OfType<SshTunnel>())
        {
            await tunnel.DisposeAsync().ConfigureAwait(false);
        }

        _closing.Dispose();
    }

    /// <returns>Null when the tunnel has ended just now.</returns>
    private static async Task<Stream?> TryDialAsync(SshTunnel tunnel, CancellationToken cancellation)
    {
        try
        {
            return await tunnel.ConnectAsync(cancellation).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>The tunnel that stands. A caller that gives up does not take it from the others.</summary>
    private async Task<SshTunnel> OpenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await Opening().WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (SshException exception)
        {
            throw exception.Trouble.ToException(Address);
        }
    }

    private Task<SshTunnel> Opening()
    {
        lock (_gate)
        {
            if (_opening is { IsCompletedSuccessfully: true, Result: { HasEnded: true } ended })
            {
                (_broken, _opening) = (ended, null);
                _patience.Broke();
            }

            if (_opening is null or { IsFaulted: true } && _patience.IsOver)
            {
                var broken = _broken;
                _broken = null;
                _opening = Task.Run(() => OpenAnewAsync(broken, _closing.Token));
            }

            return _opening ?? Task.FromException<SshTunnel>(_broken!.Broken());
        }
    }

    private async Task<SshTunnel> OpenAnewAsync(SshTunnel? broken, CancellationToken cancellation)
    {
        try
        {
            if (broken is not null)
            {
                await broken.DisposeAsync().ConfigureAwait(false);
            }

            var tunnel = await opener.OpenAsync(isAgain: broken is not null, cancellation).ConfigureAwait(false);
            _patience.Opened();
            return tunnel;
        }
        catch (SshException exception)
        {
            _patience.Failed(exception.Trouble.Remedy);
            throw;
        }
    }
}
