using System.Globalization;
using System.Text;
using Maestro.Engine.Model;

namespace Maestro.Engine.Auditing;

/// <summary>Appends a line for each entry to a file.</summary>
internal sealed class LogAuditor(LogAuditorSpec spec) : IAuditor
{
    public async Task TellAsync(AuditEntry entry, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(spec.File)!);

            // One write for each line, so that those of several runs do not mix.
            var file = new FileStream(spec.File, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(Line(entry)), cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AuditFailure(exception.Message, exception);
        }
    }

    private static string Line(AuditEntry entry)
    {
        var text = AuditText.OnOneLine($"{AuditText.FullSentence(entry)} (environment {entry.Environment}, from {entry.Source.Machine})");
        return string.Create(CultureInfo.InvariantCulture, $"{entry.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {LevelOf(entry)}: {text}\n");
    }

    private static string LevelOf(AuditEntry entry)
        => entry.Event == AuditEvents.Error ? "ERROR" : entry.Level == AuditLevel.Debug ? "DEBUG" : "INFO";
}
