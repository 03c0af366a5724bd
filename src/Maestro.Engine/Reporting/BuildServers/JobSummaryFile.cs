using System.Text;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Reporting.BuildServers;

/// <summary>The file of a job to which every step, and every process of it, appends.</summary>
internal static class JobSummaryFile
{
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <returns>A warning when it cannot be written.</returns>
    public static Diagnostic? Append(string file, string text)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.None);
                stream.Write(Encoding.UTF8.GetBytes(text));
                return null;
            }
            catch (IOException) when (attempt < Tries && File.Exists(file))
            {
                Thread.Sleep(Pause); // another process of the job has it for a moment
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                return Diagnostic.Warning(DiagnosticCodes.SummaryNotWritten, $"The summary of the job could not be written: {exception.Message}");
            }
        }
    }
}
