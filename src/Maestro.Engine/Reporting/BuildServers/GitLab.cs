using System.Globalization;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting.BuildServers;

/// <summary>Sections of GitLab's job log. It has no commands for problems and secrets.</summary>
internal sealed class GitLab : BuildServer
{
    private const string Clear = "\e[0K";

    internal override IEnumerable<string> Open(PlayStarted started)
        => [$"{Clear}section_start:{Seconds(started.Time)}:{Section(started)}[collapsed=true]\r{Clear}{EventText.Begins(started).ReplaceLineEndings(" ")}"];

    internal override IEnumerable<string> Close(PlayStarted started, DateTimeOffset time) => [$"{Clear}section_end:{Seconds(time)}:{Section(started)}\r{Clear}"];

    // Sections of one job have different names, of letters, digits, dots, dashes and underscores.
    private static string Section(PlayStarted started)
    {
        var name = string.Concat(started.Environment.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return string.Create(CultureInfo.InvariantCulture, $"maestro_{EventText.Word(started.Play)}_{name}_{started.Time.ToUnixTimeMilliseconds()}");
    }

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
