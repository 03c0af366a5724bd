using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Maestro.Engine.Docker.Transport;

/// <summary>Says over a named pipe that nothing more will be sent: an engine takes a message of no bytes for it. Streams leave such a write out.</summary>
internal static class NamedPipeEnd
{
    private const int StillPending = 997;

    [SupportedOSPlatform("windows")]
    public static void Send(PipeStream pipe)
    {
        using var written = new ManualResetEvent(initialState: false);

        // The lowest bit keeps the result from the stream's own completion port.
        var overlapped = new NativeOverlapped { EventHandle = written.SafeWaitHandle.DangerousGetHandle() | 1 };
        if (WriteFile(pipe.SafePipeHandle, IntPtr.Zero, 0, IntPtr.Zero, ref overlapped))
        {
            return;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error != StillPending)
        {
            throw new IOException("The pipe is broken.", new Win32Exception(error));
        }

        if (!GetOverlappedResult(pipe.SafePipeHandle, ref overlapped, out _, wait: true))
        {
            throw new IOException("The pipe is broken.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
    }

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool WriteFile(SafeHandle file, IntPtr buffer, int count, IntPtr written, ref NativeOverlapped overlapped);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetOverlappedResult(SafeHandle file, ref NativeOverlapped overlapped, out int transferred, [MarshalAs(UnmanagedType.Bool)] bool wait);
}
