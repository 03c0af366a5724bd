using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Maestro.TestingPlatform;

/// <summary>The process that has started this one: <c>dotnet test</c> starts all test programs of a solution, and they share what has the same name.</summary>
internal static partial class ParentProcess
{
    // As in names that the engine makes.
    private const string Letters = "bcdfghjkmnpqrstvwxz";

    // Behind the name of the program in /proc/PID/stat.
    private const int TicksAtStart = 19;

    /// <summary>A name for a copy that the children of one process have in common; null where the parent is not known, and each has a copy of its own.</summary>
    public static string? RunName()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            var id = GetParentId();
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id} {BirthOf(id)}")));
            return string.Concat(hash.Take(6).Select(b => Letters[b % Letters.Length]));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception or IOException)
        {
            return null;
        }
    }

    // The same text for whoever asks: Process.StartTime of Linux is measured anew in each process.
    private static string BirthOf(int id)
    {
        if (OperatingSystem.IsLinux())
        {
            var state = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return state[(state.LastIndexOf(')') + 2)..].Split(' ')[TicksAtStart];
        }

        using var process = Process.GetProcessById(id);
        return process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentId();
}
