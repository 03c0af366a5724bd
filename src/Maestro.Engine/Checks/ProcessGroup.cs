using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Maestro.Engine.Checks;

/// <summary>A process with all that it starts, so that all of it can be ended.</summary>
/// <remarks>
/// Where there is <c>setsid</c>, as on every Linux, the process leads a session of its own, and what it leaves in the background is ended
/// too. Elsewhere those of its descendants are ended whose parents are still there.
/// </remarks>
internal sealed class ProcessGroup(Process process)
{
    private const int KillSignal = 9;
    private bool _leads;

    public void Start()
    {
        if (!OperatingSystem.IsWindows() && ProgramPath.Find("setsid", "/") is { } setsid)
        {
            process.StartInfo.ArgumentList.Insert(0, process.StartInfo.FileName);
            process.StartInfo.FileName = setsid;
            _leads = true;
        }

        process.Start();
    }

    public void Kill()
    {
        if (_leads)
        {
            _ = SendSignal(-process.Id, KillSignal);
        }

        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended meanwhile.
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
