using System.Globalization;
using System.Text;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.BuildServers;

/// <summary>Service messages of TeamCity: <c>##teamcity[name attribute='value']</c>.</summary>
internal sealed class TeamCity : BuildServer
{
    // Longer ones are cut by the server, and then in the middle of an escape.
    private const int LongestDescription = 4000;
    private const int LongestIdentity = 60;

    internal override IEnumerable<string> Open(PlayStarted started)
        => [Message("blockOpened", ("name", BlockOf(started)), ("description", EventText.Begins(started)))];

    internal override IEnumerable<string> Close(PlayStarted started, DateTimeOffset time) => [Message("blockClosed", ("name", BlockOf(started)))];

    // A problem is listed where the build is shown; the message puts it into the log.
    internal override IEnumerable<string> Tell(Diagnostic diagnostic)
    {
        var isError = diagnostic.Severity == DiagnosticSeverity.Error;
        yield return Message("message", ("text", PlainText.Of($"{diagnostic}")), ("status", isError ? "ERROR" : "WARNING"));
        if (isError)
        {
            var description = $"{diagnostic.Code.Id}: {PlainText.Of(diagnostic.MessageWithPath)}";
            yield return Message(
                "buildProblem",
                ("description", description.Length <= LongestDescription ? description : description[..LongestDescription]),
                ("identity", Identity(diagnostic)));
        }
    }

    private static string BlockOf(PlayStarted started) => $"maestro {EventText.Word(started.Play)} {started.Environment}";

    // The same from build to build, so that the server knows a problem again: the code, whom it is about, and where.
    private static string Identity(Diagnostic diagnostic)
    {
        var subject = diagnostic.Message.Split(' ', 2)[0];
        var name = $"{diagnostic.Code.Id}_{subject}_{diagnostic.Path ?? diagnostic.Location?.ToString()}";
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return plain.Length <= LongestIdentity ? plain : plain[..LongestIdentity];
    }

    private static string Message(string name, params IEnumerable<(string Name, string Value)> attributes)
        => $"##teamcity[{name} {string.Join(' ', attributes.Select(a => $"{a.Name}='{Escape(a.Value)}'"))}]";

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '\n' => escaped.Append("|n"),
                '\r' => escaped.Append("|r"),
                '|' or '\'' or '[' or ']' => escaped.Append('|').Append(character),
                < ' ' or > '~' => escaped.Append(CultureInfo.InvariantCulture, $"|0x{(int)character:X4}"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
