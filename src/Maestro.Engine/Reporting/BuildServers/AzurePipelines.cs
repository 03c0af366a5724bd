using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.BuildServers;

/// <summary>Logging commands of Azure Pipelines: <c>##vso[area.action property=value;]data</c>, and <c>##[group]</c> for its log.</summary>
internal sealed class AzurePipelines(string workingDirectory) : BuildServer
{
    private const int LongestMessage = 4000;

    public override IEnumerable<string> Hide(string secret) => secret.Contains('\n', StringComparison.Ordinal) ? [] : [$"##vso[task.setsecret]{Data(secret)}"];

    // What folds is taken as it is: there is nothing to escape, and a line has one command.
    internal override IEnumerable<string> Open(PlayStarted started) => [$"##[group]{EventText.Begins(started).ReplaceLineEndings(" ")}"];

    internal override IEnumerable<string> Close(PlayStarted started, DateTimeOffset time) => ["##[endgroup]"];

    internal override IEnumerable<string> Tell(Diagnostic diagnostic)
    {
        List<(string Name, string Value)> properties = [("type", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning")];
        var text = PlainText.Of(diagnostic.MessageWithPath);
        if (diagnostic.Location is { } location && location.File != "-")
        {
            // The agent turns a whole path into one within the repository, and puts place and code in front of the text.
            properties.Add(("sourcepath", Path.GetFullPath(location.File, Path.GetFullPath(workingDirectory))));
            properties.Add(("linenumber", Math.Max(1, location.Line).ToString(CultureInfo.InvariantCulture)));
            properties.Add(("columnnumber", Math.Max(1, location.Column).ToString(CultureInfo.InvariantCulture)));
        }
        else
        {
            text = $"{diagnostic.Code.Id}: {text}";
        }

        properties.Add(("code", diagnostic.Code.Id));
        var all = string.Concat(properties.Select(p => $"{p.Name}={Property(p.Value)};"));
        return [$"##vso[task.logissue {all}]{Data(text.Length <= LongestMessage ? text : text[..LongestMessage])}"];
    }

    private static string Data(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace("]", "%5D", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal);
}
