using Cake.Core.Diagnostics;
using Maestro.Engine.Diagnostics;

namespace Maestro.Cake.Tests;

public sealed class CakeProgressTests
{
    private readonly ListLog _log = new();

    [Fact]
    public void Text_of_others_is_never_a_format()
    {
        new CakeProgress(_log).Report([Diagnostic.Warning(DiagnosticCodes.Outdated, "a {brace} of {0}")]);

        Assert.Equal([(LogLevel.Warning, "warning MAESTRO610: a {brace} of {0}")], _log.Entries);
    }

    [Fact]
    public void A_warning_comes_once_and_errors_are_left_to_the_exception()
    {
        var progress = new CakeProgress(_log);
        var warning = Diagnostic.Warning(DiagnosticCodes.Outdated, "old");

        progress.Report([warning, Diagnostic.Error(DiagnosticCodes.CheckFailed, "failed")]);
        progress.Report([warning with { }]);

        Assert.Single(_log.Entries);
    }
}
