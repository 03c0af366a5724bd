using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Cli.Tests;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("MAESTRO101", 3)]
    [InlineData("MAESTRO201", 3)]
    [InlineData("MAESTRO305", 3)]
    [InlineData("MAESTRO401", 4)]
    [InlineData("MAESTRO501", 5)]
    [InlineData("MAESTRO601", 1)]
    [InlineData("MAESTRO701", 6)]
    public void Tells_what_kept_a_play_from_going_on(string code, int expected)
        => Assert.Equal(expected, ExitCode.Of(new MaestroException(Diagnostic.Error(new DiagnosticCode(code, "title"), "message"))));

    [Theory]
    [InlineData(PlayVerdict.Succeeded, 0)]
    [InlineData(PlayVerdict.Failed, 1)]
    [InlineData(PlayVerdict.Cancelled, 130)]
    public void Tells_how_a_play_ended(PlayVerdict verdict, int expected)
        => Assert.Equal(expected, ExitCode.Of(new PlayResult { Play = PlayKind.Start, Environment = "demo", Verdict = verdict }));

    [Fact]
    public void Tells_a_ship_that_did_not_answer_from_a_step_that_failed()
    {
        var result = new PlayResult
        {
            Play = PlayKind.Status,
            Environment = "demo",
            Verdict = PlayVerdict.Failed,
            Diagnostics = [Diagnostic.Error(DiagnosticCodes.ConnectionRefused, "refused")],
        };

        Assert.Equal(ExitCode.ShipUnreachable, ExitCode.Of(result));
    }
}
