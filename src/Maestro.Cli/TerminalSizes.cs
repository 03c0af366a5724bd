using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Maestro.Cli;

/// <summary>The size of this terminal: at once, and again whenever it changes.</summary>
internal static class TerminalSizes
{
    public static async IAsyncEnumerable<(int Width, int Height)> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        changes.Writer.TryWrite(true);
        using var registration = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => changes.Writer.TryWrite(true));
        await foreach (var _ in changes.Reader.ReadAllAsync(cancellation))
        {
            yield return (Console.WindowWidth, Console.WindowHeight);
        }
    }
}
