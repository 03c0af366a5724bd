using System.Diagnostics;

namespace Maestro.Cli.Tests;

public sealed class InterruptionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task The_first_signal_cancels_and_is_announced(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // signals of this kind cannot be sent there
        }

        var announced = new TaskCompletionSource();
        using var interruption = new Interruption(announced.SetResult);
        var cancelled = new TaskCompletionSource();
        using var registration = interruption.Token.Register(cancelled.SetResult);

        using var kill = Process.Start("kill", [signal, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

        await Task.WhenAll(announced.Task, cancelled.Task).WaitAsync(Patience);
        await kill.WaitForExitAsync();
    }
}
