using System.Runtime.InteropServices;

namespace Maestro.Cli;

/// <summary>The terminal while a program elsewhere has it: every key goes through, Ctrl-C included. Disposing it gives it back.</summary>
internal sealed partial class RawTerminal : IDisposable
{
    private const int StandardInput = 0;
    private const int Now = 0; // TCSANOW

    /// <summary>More than any system's struct termios needs; what is in it is known to the system alone.</summary>
    private const int SettingsLength = 256;

    private readonly byte[] _before;

    private RawTerminal(byte[] before) => _before = before;

    /// <returns>Null where there is no terminal, or none that can be had in this way.</returns>
    public static RawTerminal? Take()
    {
        var before = new byte[SettingsLength];
        if (OperatingSystem.IsWindows() || GetSettings(StandardInput, before) != 0)
        {
            return null;
        }

        var raw = before.ToArray();
        MakeRaw(raw);
        return SetSettings(StandardInput, Now, raw) == 0 ? new RawTerminal(before) : null;
    }

    public void Dispose() => _ = SetSettings(StandardInput, Now, _before);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetSettings(int descriptor, [Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetSettings(int descriptor, int when, byte[] settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw([In, Out] byte[] settings);
}
