using System.Runtime.InteropServices;

namespace Maestro;

/// <summary>Ctrl-C and SIGTERM: the first cancels a token, a second one ends the process as if nobody listened.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Action _announce;
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    /// <param name="announce">Tells the user that the play is being ended.</param>
    public Interruption(Action announce)
    {
        _announce = announce;
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
            return;
        }

        context.Cancel = true;
        _announce();
        _cancellation.Cancel();
    }
}
