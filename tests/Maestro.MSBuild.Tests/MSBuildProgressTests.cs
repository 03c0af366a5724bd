using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Maestro.MSBuild.Tests;

public sealed class MSBuildProgressTests
{
    private static readonly SourceLocation Place = new("/src/maestro.yaml", 4, 8);

    private readonly BuildLog _log = new();
    private readonly MSBuildProgress _progress;

    public MSBuildProgressTests() => _progress = new MSBuildProgress(new TaskLoggingHelper(_log.Engine, "Test"));

    [Fact]
    public void Text_of_others_is_never_a_format()
    {
        _progress.Report([Diagnostic.Error(DiagnosticCodes.EngineError, "no {0} such {image}", Place)]);

        Assert.Equal("no {0} such {image}", Assert.Single(_log.Errors).Message);
    }

    [Fact]
    public void A_warning_keeps_its_place_and_comes_once()
    {
        var warning = Diagnostic.Warning(DiagnosticCodes.NetworkOutdated, "web-1 is outdated", Place);

        _progress.Report([warning]);
        _progress.Report([warning with { }]);

        var logged = Assert.Single(_log.Warnings);
        Assert.Equal(("MAESTRO624", "/src/maestro.yaml", 4, 8), (logged.Code, logged.File, logged.LineNumber, logged.ColumnNumber));
        Assert.Empty(_log.Errors);
    }

    [Fact]
    public void How_a_play_ended_is_of_high_importance_and_a_step_is_not()
    {
        var step = new StepIdentity(1, StepKind.Start, "web-1", "web", "here");
        _progress.Report(new StepFinished { Time = DateTimeOffset.UnixEpoch, Outcome = new StepOutcome { Step = step, Verdict = StepVerdict.Done, Word = "started" } });
        var steps = _log.Messages.ToList();
        _progress.Report(new PlayFinished { Time = DateTimeOffset.UnixEpoch, Result = Result() });

        Assert.NotEmpty(steps);
        Assert.All(steps, m => Assert.NotEqual(MessageImportance.High, m.Importance));
        Assert.Contains(_log.Messages, m => m.Importance == MessageImportance.High);
    }

    [Fact]
    public void Warnings_of_the_selection_come_with_the_start_of_a_play()
    {
        _progress.Report(new PlayStarted
        {
            Time = DateTimeOffset.UnixEpoch,
            Play = PlayKind.Start,
            Environment = "demo",
            Steps = 1,
            Instances = 1,
            Warnings = [Diagnostic.Warning(DiagnosticCodes.Deprecated, "old")],
        });

        Assert.Equal("old", Assert.Single(_log.Warnings).Message);
    }

    private static PlayResult Result() => new() { Play = PlayKind.Start, Environment = "demo", Verdict = PlayVerdict.Succeeded };
}
