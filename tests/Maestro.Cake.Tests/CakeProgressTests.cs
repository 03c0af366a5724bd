using Cake.Core.Diagnostics;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Cake.Tests;

public sealed class CakeProgressTests
{
    private readonly ListLog _log = new();

    [Fact]
    public void Text_of_others_is_never_a_format()
    {
        new CakeProgress(_log).Report([Diagnostic.Warning(DiagnosticCodes.NetworkOutdated, "a {brace} of {0}")]);

        Assert.Equal([(LogLevel.Warning, "warning MAESTRO624: a {brace} of {0}")], _log.Entries);
    }

    [Fact]
    public void A_build_server_gets_its_commands_past_the_log_which_would_colour_them()
    {
        using var console = new StringWriter();
        var server = BuildServer.Of(name => name == "GITHUB_ACTIONS" ? "true" : null, "/work");

        new CakeProgress(_log, server, console).Report([Diagnostic.Error(DiagnosticCodes.CheckFailed, "no {brace}"), Diagnostic.Warning(DiagnosticCodes.NetworkOutdated, "old")]);

        Assert.Empty(_log.Entries);
        Assert.Equal(
            ["::error title=MAESTRO603%3A lifecycle check failed::MAESTRO603: no {brace}", "::warning title=MAESTRO624%3A network is outdated::MAESTRO624: old"],
            console.ToString().Split(console.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_warning_comes_once_and_errors_are_left_to_the_exception()
    {
        var progress = new CakeProgress(_log);
        var warning = Diagnostic.Warning(DiagnosticCodes.NetworkOutdated, "old");

        progress.Report([warning, Diagnostic.Error(DiagnosticCodes.CheckFailed, "failed")]);
        progress.Report([warning with { }]);

        Assert.Single(_log.Entries);
    }
}
