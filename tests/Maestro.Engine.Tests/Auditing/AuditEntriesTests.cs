using Maestro.Engine.Auditing;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Tests.Auditing;

public sealed class AuditEntriesTests
{
    private static readonly Diagnostic Trouble = Diagnostic.Error(DiagnosticCodes.PortTaken, "port 80 is taken");
    private readonly AuditEntries _entries = new("demo", new Play(PlayKind.Start), Entries.Source);

    [Fact]
    public void The_play_is_told_at_level_info_and_its_containers_at_level_debug()
    {
        Assert.Equal(["info action start db-1+web-1", "debug action start db-1", "debug success start db-1", "info success start db-1+web-1"], Told(
            Started("db-1", "web-1"), Begun(StepKind.Start, "db-1"), Ended(StepKind.Start, "db-1", "started"), Finished(PlayVerdict.Succeeded)));
    }

    [Fact]
    public void The_error_of_a_container_is_told_at_every_level()
    {
        Assert.Equal(["info action start db-1", "debug action start db-1", "info error start db-1 port 80 is taken", "info error start db-1 port 80 is taken"], Told(
            Started("db-1"), Begun(StepKind.Start, "db-1"), Failed(StepKind.Start, "db-1"), Finished(PlayVerdict.Failed)));
    }

    [Fact]
    public void A_start_with_checks_has_succeeded_when_they_have_passed()
    {
        Assert.Equal(["debug action start db-1", "debug success start db-1"], Told(
            Begun(StepKind.Start, "db-1"), Ended(StepKind.Start, "db-1", "launched"), Begun(StepKind.Check, "db-1"), Ended(StepKind.Check, "db-1", "started")));
        Assert.Equal(["debug action start db-1", "info error start db-1 port 80 is taken"], Told(
            Begun(StepKind.Start, "db-1"), Ended(StepKind.Start, "db-1", "launched"), Begun(StepKind.Check, "db-1"), Failed(StepKind.Check, "db-1")));
    }

    [Fact]
    public void A_check_of_what_was_up_before_is_no_start()
        => Assert.Empty(Told(Begun(StepKind.Check, "db-1"), Ended(StepKind.Check, "db-1", "up")));

    [Fact]
    public void A_cancelled_play_is_an_error_and_one_that_never_began_is_nothing()
    {
        Assert.Equal(["info action start db-1", "info error start db-1 cancelled"], Told(Started("db-1"), Finished(PlayVerdict.Cancelled)));
        Assert.Empty(new[] { new AuditEntries("demo", new Play(PlayKind.Start), Entries.Source).Of(Finished(PlayVerdict.Cancelled)) }.OfType<AuditEntry>());
    }

    [Fact]
    public void A_play_that_could_not_begin_names_the_environment_and_the_reason()
    {
        var entry = _entries.Refused(new MaestroException(Diagnostic.Error(DiagnosticCodes.ConnectionRefused, "Ship a refused the connection.")), DateTimeOffset.UnixEpoch);

        Assert.Equal("Failed to start demo! (message: Ship a refused the connection.)", AuditText.Sentence(entry));
    }

    [Theory]
    [InlineData(PlayKind.Status)]
    [InlineData(PlayKind.Validate)]
    public void A_play_that_only_looks_is_not_audited(PlayKind kind)
        => Assert.False(new AuditEntries("demo", new Play(kind), Entries.Source).IsAudited);

    private IEnumerable<string> Told(params MaestroEvent[] events) => events.Select(_entries.Of).OfType<AuditEntry>().Select(e =>
        $"{e.Level.ToString().ToLowerInvariant()} {e.Event.ToString().ToLowerInvariant()} {e.Action.Name} {string.Join('+', e.What)} {e.Message}".TrimEnd());

    private static PlayStarted Started(params string[] names)
        => new() { Time = default, Play = PlayKind.Start, Environment = "demo", Steps = 1, Instances = names.Length, InstanceNames = names };

    private static StepIdentity Step(StepKind kind, string instance) => new(1, kind, instance, "service", "ship");

    private static StepStarted Begun(StepKind kind, string instance) => new() { Time = default, Step = Step(kind, instance), Cause = "no container" };

    private static StepFinished Ended(StepKind kind, string instance, string word)
        => new() { Time = default, Outcome = new StepOutcome { Step = Step(kind, instance), Verdict = StepVerdict.Done, Word = word } };

    private static StepFinished Failed(StepKind kind, string instance)
        => new() { Time = default, Outcome = new StepOutcome { Step = Step(kind, instance), Verdict = StepVerdict.Failed, Word = "failed", Error = Trouble } };

    private static PlayFinished Finished(PlayVerdict verdict) => new()
    {
        Time = default,
        Result = new PlayResult { Play = PlayKind.Start, Environment = "demo", Verdict = verdict, Diagnostics = verdict == PlayVerdict.Failed ? [Trouble] : [] },
    };
}
