using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;

namespace Maestro.Cli;

/// <summary>How a call of the tool tells what happens. What it has kept back it tells when it is disposed of.</summary>
internal interface IPlayOutput : IProgress<MaestroEvent>, IAsyncDisposable
{
    /// <summary>Tells of errors and warnings, of each once.</summary>
    void Report(IEnumerable<Diagnostic> diagnostics);

    void ReportCancelled();

    /// <summary>Has a text hidden where a build server shows what others write.</summary>
    void Hide(string secret);

    /// <summary>Shows the table of instances that ends a status.</summary>
    /// <param name="result">The status.</param>
    /// <param name="showHosts">Whether it has the addresses of ships instead of their names.</param>
    void ShowTable(PlayResult result, bool showHosts);

    /// <summary>Tells something about the run itself, from any thread.</summary>
    void Announce(string notice);

    /// <summary>Leaves the terminal as it was found, at once and from any thread: the process is about to end.</summary>
    void Restore();
}
