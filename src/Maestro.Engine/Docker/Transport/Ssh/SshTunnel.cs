using System.Net.Sockets;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>A client of OpenSSH that has logged in and forwards connections. It is dead for good once it has ended.</summary>
internal sealed class SshTunnel : IAsyncDisposable
{
    /// <summary>How long after the end of a connection its reason may be written.</summary>
    private static readonly TimeSpan Reason = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a client that no longer listens may take to end.</summary>
    private static readonly TimeSpan LastBreath = TimeSpan.FromSeconds(2);

    private readonly SshRoute _route;
    private readonly SshForwards _forwards;
    private readonly SshProcess _process;
    private readonly TimeProvider _time;
    private SshForward _used;
    private volatile bool _isDeaf;

    public SshTunnel(SshRoute route, SshForwards forwards, SshProcess process, TimeProvider time)
        => (_route, _forwards, _process, _time, _used) = (route, forwards, process, time, forwards.First);

    /// <summary>Where on the far side the engine is.</summary>
    public SshTarget Target => _used.There;

    public bool HasEnded => _isDeaf || _process.Ended.IsCompleted;

    /// <summary>Finds out where the engine answers, and leads there from then on.</summary>
    /// <exception cref="SshException">Nowhere.</exception>
    public async Task FindEngineAsync(CancellationToken cancellation)
    {
        if (!_route.SpeaksPlainHttp)
        {
            return; // whoever speaks TLS will see
        }

        if (await TroubleAsync(_used, cancellation).ConfigureAwait(false) is not { } trouble)
        {
            return;
        }

        if (_forwards.Second is not { } second || trouble.Problem != ConnectionProblem.SshForwardRefused)
        {
            throw new SshException(trouble);
        }

        _used = second;
        if (await TroubleAsync(second, cancellation).ConfigureAwait(false) is { } other)
        {
            throw new SshException(trouble with { What = $"{trouble.What} Not on its usual socket either: {other.What}", Said = [.. trouble.Said, .. other.Said] });
        }
    }

    /// <exception cref="SocketException">The tunnel has just ended.</exception>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancellation)
    {
        var written = _process.Output.Count;
        try
        {
            return new SshStream(await _used.Here.ConnectAsync(cancellation).ConfigureAwait(false), this, written);
        }
        catch (SocketException)
        {
            _isDeaf = true;
            throw;
        }
    }

    /// <summary>Why a connection through the tunnel has come to its end.</summary>
    /// <param name="written">How many lines the client had written when the connection was made.</param>
    /// <param name="isAnswered">Whether anything has come over it.</param>
    /// <returns>Null when the engine has ended it.</returns>
    public async Task<DockerConnectionException?> ExplainEndAsync(int written, bool isAnswered)
    {
        if (await HasJustEndedAsync().ConfigureAwait(false))
        {
            return Broken();
        }

        return !isAnswered && await RefusalAsync(_used, written).ConfigureAwait(false) is { } refusal ? refusal.ToException(_route.Address) : null;
    }

    /// <summary>That the tunnel has ended.</summary>
    public DockerConnectionException Broken()
    {
        var trouble = new SshTrouble(ConnectionProblem.Lost, string.Empty) { Said = _process.Output.Lines };
        return new DockerConnectionException(ConnectionProblem.Lost, $"The SSH tunnel to the Docker engine at {_route.Address} broke.{trouble.Quote()}");
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        _forwards.Dispose();
    }

    private async Task<SshTrouble?> TroubleAsync(SshForward forward, CancellationToken cancellation)
    {
        var written = _process.Output.Count;
        try
        {
            using var connection = await forward.Here.ConnectAsync(cancellation).ConfigureAwait(false);
            if (await new SshProbe(forward.Here, _time).AnswersAsync(connection, cancellation).ConfigureAwait(false))
            {
                return null;
            }
        }
        catch (SocketException)
        {
            // It is refused, or the client has ended.
        }

        return await HasJustEndedAsync().ConfigureAwait(false)
            ? SshDiagnosis.Of(_route, _process.Output.Lines, await _process.Ended.ConfigureAwait(false))
            : await RefusalAsync(forward, written).ConfigureAwait(false)
                ?? new SshTrouble(ConnectionProblem.NotADockerEngine, $"what listens on {forward.There.Name} of that machine hangs up on a ping; is it a Docker engine, and does it perhaps expect TLS ('tls: true')?");
    }

    private async Task<SshTrouble?> RefusalAsync(SshForward forward, int written)
        => await _process.Output.FindAsync(SshWords.ForwardRefused().IsMatch, written, Reason, _time).ConfigureAwait(false) is { } line ? SshForwardTrouble.Of(forward.There, line) : null;

    // A process that ends closes all that it has open, what listens among the first, and only then is seen to have ended.
    private async Task<bool> HasJustEndedAsync()
    {
        if (_process.Ended.IsCompleted)
        {
            return true;
        }

        try
        {
            using var connection = await _used.Here.ConnectAsync(CancellationToken.None).ConfigureAwait(false);
            return false;
        }
        catch (SocketException)
        {
            _isDeaf = true;
            await Task.WhenAny(_process.Ended, Task.Delay(LastBreath, _time)).ConfigureAwait(false);
            return true;
        }
    }
}
