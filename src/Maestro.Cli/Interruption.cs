using System.Runtime.InteropServices;

namespace Maestro;

/// <summary>Ctrl-C and SIGTERM: the first cancels a token, a second one ends the process as if nobody listened.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Action _announce;
    private readonly Action? _last;
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    /// <param name="announce">Tells the user that the play is being ended.</param>
    /// <param name="last">What to do, at once, before a second signal ends the process.</param>
    public Interruption(Action announce, Action? last = null)
    {
        (_announce, _last) = (announce, last);
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    public CancellationToken Token => _cancellation.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _cancellation.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            _last?.Invoke();
            return;
        }

        context.Cancel = true;
        _announce();
        _cancellation.Cancel();
    }
}
