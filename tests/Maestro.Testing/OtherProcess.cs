using System.Diagnostics;

namespace Maestro.Testing;

/// <summary>A process of this machine that a test knows by its id only.</summary>
public static class OtherProcess
{
    /// <summary>Whether it runs; one that has ended and that nobody has asked for its end does not.</summary>
    public static bool IsAlive(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // also when it ends while it is looked at
        }
    }

    /// <summary>Ends it in a way that it cannot catch.</summary>
    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}
