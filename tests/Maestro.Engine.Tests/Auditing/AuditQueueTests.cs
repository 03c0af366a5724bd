using Maestro.Engine.Auditing;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Auditing;

public sealed class AuditQueueTests
{
    private static readonly LogAuditorSpec Spec = new("/audit.log") { Location = new SourceLocation("maestro.yaml", 3, 5) };
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Tells_everything_in_order_before_it_is_closed()
    {
        var auditor = new ScriptedAuditor();
        await using var queue = new AuditQueue(Spec, auditor, _time);
        foreach (var name in (string[])["a", "b", "c"])
        {
            queue.Tell(Entries.Of(what: name));
        }

        Assert.Null(await queue.CloseAsync());
        Assert.Equal(["a", "b", "c"], auditor.Tries);
    }

    [Theory]
    [InlineData(AuditLevel.Info, AuditEvents.All, "play error")]
    [InlineData(AuditLevel.Debug, AuditEvents.All, "play container error")]
    [InlineData(AuditLevel.Debug, AuditEvents.Action, "play container")]
    [InlineData(AuditLevel.Info, AuditEvents.Error, "error")]
    public async Task Tells_what_its_level_and_its_events_ask_for(AuditLevel level, AuditEvents events, string told)
    {
        var auditor = new ScriptedAuditor();
        await using var queue = new AuditQueue(Spec with { Level = level, Events = events }, auditor, _time);

        queue.Tell(Entries.Of(what: "play"));
        queue.Tell(Entries.Of(level: AuditLevel.Debug, what: "container"));
        queue.Tell(Entries.Of(AuditEvents.Error, what: "error"));
        await queue.CloseAsync();

        Assert.Equal(told.Split(' '), auditor.Tries);
    }

    [Fact]
    public async Task Tries_again_after_longer_and_longer_pauses_until_it_is_told()
    {
        var auditor = new ScriptedAuditor(_ => new AuditFailure("busy") { IsPassing = true }, _ => new AuditFailure("busy") { IsPassing = true });
        await using var queue = new AuditQueue(Spec, auditor, _time);

        queue.Tell(Entries.Of(what: "a"));
        Assert.Equal(TimeSpan.FromSeconds(0.5), await NextPauseAsync());
        Assert.Equal(TimeSpan.FromSeconds(1), await NextPauseAsync());

        Assert.Null(await queue.CloseAsync());
        Assert.Equal(3, auditor.Tries.Count);
    }

    [Fact]
    public async Task Waits_as_long_as_the_other_side_asks()
    {
        var auditor = new ScriptedAuditor(_ => new AuditFailure("slow down") { IsPassing = true, RetryAfter = TimeSpan.FromSeconds(7) });
        await using var queue = new AuditQueue(Spec, auditor, _time);

        queue.Tell(Entries.Of(what: "a"));

        Assert.Equal(TimeSpan.FromSeconds(7), await NextPauseAsync());
        Assert.Null(await queue.CloseAsync());
    }

    [Fact]
    public async Task Gives_up_at_its_deadline_and_then_tries_each_event_once()
    {
        var auditor = ScriptedAuditor.Always(new AuditFailure("nobody there") { IsPassing = true });
        await using var queue = new AuditQueue(Spec with { MaxWait = TimeSpan.FromSeconds(4) }, auditor, _time);

        queue.Tell(Entries.Of(what: "a"));
        queue.Tell(Entries.Of(what: "b"));
        var pauses = new[] { await NextPauseAsync(), await NextPauseAsync(), await NextPauseAsync() }.TakeWhile(p => p > TimeSpan.Zero).Sum(p => p.TotalSeconds);
        await FakeDocker.WaitUntilAsync(() => auditor.Tries.Contains("b"), "the second event is tried");
        var warning = await queue.CloseAsync();

        Assert.Equal(3.5, pauses);
        Assert.Equal(["a", "a", "a", "a", "b"], auditor.Tries);
        Assert.Equal("maestro.yaml(3,5): warning MAESTRO641: The auditor 'log /audit.log' was not told of anything: nobody there.", warning!.ToString());
    }

    [Fact]
    public async Task What_will_not_pass_is_not_tried_again()
    {
        var auditor = new ScriptedAuditor(_ => new AuditFailure("it answered 404 NotFound"));
        await using var queue = new AuditQueue(Spec, auditor, _time);

        queue.Tell(Entries.Of(what: "a"));
        queue.Tell(Entries.Of(what: "b"));
        var warning = await queue.CloseAsync();

        Assert.Equal(["a", "b"], auditor.Tries);
        Assert.Contains("was not told of 1 of 2 events: it answered 404 NotFound.", warning!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_that_does_not_answer_holds_up_the_end_no_longer_than_its_deadline()
    {
        var auditor = ScriptedAuditor.Silent();
        await using var queue = new AuditQueue(Spec, auditor, _time);
        queue.Tell(Entries.Of(what: "a"));
        queue.Tell(Entries.Of(what: "b"));
        await FakeDocker.WaitUntilAsync(() => auditor.Tries.Count == 1, "the first event is tried");

        var closing = queue.CloseAsync();
        Assert.False(closing.IsCompleted);
        _time.Advance(Spec.MaxWait);

        Assert.Contains("not told of anything: it did not answer within 10 s after the play", (await closing.WaitAsync(TimeSpan.FromSeconds(20)))!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_that_hangs_where_nothing_can_be_cancelled_is_left_behind()
    {
        var hanging = new TaskCompletionSource();
        var auditor = new ScriptedAuditor(hanging.Task);
        await using var queue = new AuditQueue(Spec, auditor, _time);
        queue.Tell(Entries.Of(what: "a"));
        await FakeDocker.WaitUntilAsync(() => auditor.Tries.Count == 1, "the event is tried");

        var closing = queue.CloseAsync();
        _time.Advance(Spec.MaxWait + TimeSpan.FromSeconds(1));
        var warning = await closing.WaitAsync(TimeSpan.FromSeconds(20));
        hanging.SetResult();

        Assert.Contains("not told of anything: it hangs", warning!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_containers_are_left_out_but_never_plays_and_errors()
    {
        var gate = new TaskCompletionSource();
        var auditor = new ScriptedAuditor(gate.Task);
        await using var queue = new AuditQueue(Spec with { Level = AuditLevel.Debug }, auditor, _time);
        for (var i = 0; i < AuditQueue.MostWaiting + 5; i++)
        {
            queue.Tell(Entries.Of(level: AuditLevel.Debug, what: "container"));
        }

        queue.Tell(Entries.Of(AuditEvents.Error, what: "error"));
        gate.SetResult();
        var warning = await queue.CloseAsync();

        Assert.Equal("error", auditor.Tries[^1]);
        Assert.Contains("not told of 5 of 1006 events: there were more than it could take.", warning!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_an_auditor_is_its_own_trouble()
    {
        var auditor = new ScriptedAuditor(_ => new InvalidOperationException("a bug"));
        await using var queue = new AuditQueue(Spec, auditor, _time);

        queue.Tell(Entries.Of(what: "a"));

        Assert.Contains("a bug", (await queue.CloseAsync())!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_required_makes_an_error_of_it()
    {
        var auditor = new ScriptedAuditor(_ => new AuditFailure("no"));
        await using var queue = new AuditQueue(Spec with { Required = true }, auditor, _time);

        queue.Tell(Entries.Of(what: "a"));
        var error = await queue.CloseAsync();

        Assert.Equal(DiagnosticSeverity.Error, error!.Severity);
        Assert.Contains("required, so the play counts as failed", error.Message, StringComparison.Ordinal);
    }

    private async Task<TimeSpan> NextPauseAsync()
    {
        await FakeDocker.WaitUntilAsync(() => _time.NextTimer is not null, "a pause");
        var pause = _time.NextTimer!.Value;
        _time.Advance(pause);
        return pause;
    }
}
