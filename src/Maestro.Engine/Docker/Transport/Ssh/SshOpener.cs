using System.Globalization;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Opens a tunnel to an engine: when its turn has come, and again when a crowded server has dropped it.</summary>
internal sealed class SshOpener(SshRoute route, SshPlatform platform, SshStarts starts, TimeProvider time)
{
    private const int Tries = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly SshLogin _login = new(route, platform, time);

    /// <summary>From 0 to 1: keeps those who were dropped together from coming back together.</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <param name="isAgain">Whether a tunnel stood there before: then a server that is away may be back in a moment.</param>
    /// <param name="cancellation">Ends the tries.</param>
    /// <exception cref="SshException">It did not succeed.</exception>
    public async Task<SshTunnel> OpenAsync(bool isAgain, CancellationToken cancellation)
    {
        using var total = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellation);
        try
        {
            var tunnel = await LogInAsync(isAgain, total, either.Token).ConfigureAwait(false);
            try
            {
                await FindEngineAsync(tunnel, either.Token).ConfigureAwait(false);
                return tunnel;
            }
            catch
            {
                await tunnel.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (OperationCanceledException) when (total.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new SshException(new SshTrouble(
                ConnectionProblem.TimedOut,
                string.Create(CultureInfo.InvariantCulture, $"it did not answer through SSH within {route.TotalTimeout!.Value.TotalSeconds:0.#} s, which is the total of 'ssh_timeout'.")));
        }
    }

    private async Task<SshTunnel> LogInAsync(bool isAgain, CancellationTokenSource total, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var pause = FirstPause;
        var needsAllForwards = true;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var turn = await starts.TakeTurnAsync(route.Servers, cancellation).ConfigureAwait(false);
                StartClock(total, attempt);
                return await _login.RunAsync(needsAllForwards, cancellation).ConfigureAwait(false);
            }
            catch (SshException exception) when (attempt < Tries && (exception.Trouble.Remedy == SshRemedy.TryAgain || (isAgain && MayComeBack(exception.Trouble, start))))
            {
                await Task.Delay(pause * (0.5 + Jitter()), time, cancellation).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (SshException exception) when (exception.Trouble.Remedy == SshRemedy.LeaveOtherForwards && needsAllForwards)
            {
                needsAllForwards = false;
            }
            catch (SshException exception) when (exception.Trouble.Remedy == SshRemedy.TryAgain)
            {
                throw new SshException(exception.Trouble with { What = string.Create(CultureInfo.InvariantCulture, $"{exception.Trouble.What} It was tried {Tries} times.") });
            }
        }
    }

    private bool MayComeBack(SshTrouble trouble, long start)
        => trouble.Problem is ConnectionProblem.Refused or ConnectionProblem.TimedOut && time.GetElapsedTime(start) < route.ConnectTimeout;

    // The wait for the first turn is this program's own doing, and does not count.
    private void StartClock(CancellationTokenSource total, int attempt)
    {
        if (route.TotalTimeout is { } limit && attempt == 1)
        {
            total.CancelAfter(limit);
        }
    }

    private async Task FindEngineAsync(SshTunnel tunnel, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(route.PingTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            await tunnel.FindEngineAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new SshException(new SshTrouble(
                ConnectionProblem.NoAnswer,
                string.Create(CultureInfo.InvariantCulture, $"SSH leads there, and {tunnel.Target.Name} takes a connection and does not answer a ping within {route.PingTimeout.TotalSeconds:0.#} s; does the engine hang?")));
        }
    }
}
