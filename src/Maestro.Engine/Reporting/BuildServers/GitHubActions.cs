using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.BuildServers;

/// <summary>Workflow commands of GitHub Actions: <c>::name property=value::data</c>.</summary>
internal sealed class GitHubActions(string workingDirectory, string? workspace, string? summary) : BuildServer
{
    // The runner cuts what is longer than 4096.
    private const int LongestMessage = 4000;

    public override IEnumerable<string> Hide(string secret) => secret.Contains('\n', StringComparison.Ordinal) ? [] : [$"::add-mask::{Data(secret)}"];

    public override Diagnostic? AddSummary(PlayResult result)
        => string.IsNullOrEmpty(summary) || JobSummary.Of(result) is not { } text ? null : JobSummaryFile.Append(summary, text);

    internal override IEnumerable<string> Open(PlayStarted started) => [$"::group::{Data(EventText.Begins(started))}"];

    internal override IEnumerable<string> Close(PlayStarted started, DateTimeOffset time) => ["::endgroup::"];

    // The title is shown beside the file and not in the log, which names the place itself.
    internal override IEnumerable<string> Tell(Diagnostic diagnostic)
    {
        var place = diagnostic.Location is { } location ? $"{location}: " : string.Empty;
        var text = $"{place}{diagnostic.Code.Id}: {PlainText.Of(diagnostic.MessageWithPath)}";
        var properties = Place(diagnostic.Location).Append(("title", $"{diagnostic.Code.Id}: {diagnostic.Code.Title}")).Select(p => $"{p.Item1}={Property(p.Item2)}");
        var name = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return [$"::{name} {string.Join(',', properties)}::{Data(text.Length <= LongestMessage ? text : text[..LongestMessage])}"];
    }

    private IEnumerable<(string Name, string Value)> Place(SourceLocation? location)
    {
        if (location is null || location.File == "-")
        {
            yield break;
        }

        yield return ("file", WorkspacePath.Of(location.File, workingDirectory, workspace));
        if (location.Line > 0)
        {
            yield return ("line", location.Line.ToString(CultureInfo.InvariantCulture));
        }

        if (location.Column > 0)
        {
            yield return ("col", location.Column.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
