using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Writes logs to files, one for each instance.</summary>
internal sealed class LogWriter(string folder, bool timestamps)
{
    private readonly Dictionary<string, StreamWriter> _writers = new(StringComparer.Ordinal);
    private readonly List<LogFile> _files = [];
    private readonly List<Diagnostic> _notices = [];

    /// <exception cref="MaestroException">A file cannot be written.</exception>
    public async Task<LogFiles> WriteAsync(IAsyncEnumerable<LogEntry> entries, CancellationToken cancellation)
    {
        try
        {
            await foreach (var entry in entries.ConfigureAwait(false))
            {
                await WriteAsync(entry, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.FileNotWritten, $"Logs cannot be written to '{folder}': {exception.Message}"), exception);
        }
        finally
        {
            foreach (var writer in _writers.Values)
            {
                await writer.DisposeAsync().ConfigureAwait(false);
            }
        }

        return new LogFiles(_files, _notices);
    }

    private Task WriteAsync(LogEntry entry, CancellationToken cancellation)
    {
        switch (entry)
        {
            case LogLine line:
                return WriterOf(line.Instance).WriteAsync($"{line.Show(timestamps)}\n".AsMemory(), cancellation);
            case LogBeginning beginning:
                WriterOf(beginning.Instance);
                break;
            case LogNotice notice:
                _notices.Add(notice.Diagnostic);
                break;
            default:
                break;
        }

        return Task.CompletedTask;
    }

    private StreamWriter WriterOf(string instance)
    {
        if (!_writers.TryGetValue(instance, out var writer))
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, $"{instance}.log");
            _writers[instance] = writer = new StreamWriter(file);
            _files.Add(new LogFile(instance, file));
        }

        return writer;
    }
}
