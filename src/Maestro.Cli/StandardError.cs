using Microsoft.Win32.SafeHandles;

namespace Maestro;

/// <summary>Standard error of this process.</summary>
internal static class StandardError
{
    private const int Descriptor = 2;

    /// <summary>Whether it goes to a file, where what is meant for a build server alone would stay. Windows does not say so.</summary>
    public static bool IsKept()
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        try
        {
            using var handle = new SafeFileHandle(Descriptor, ownsHandle: false);
            using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            return stream.CanSeek;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
