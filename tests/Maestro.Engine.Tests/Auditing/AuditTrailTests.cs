using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Tests.Execution;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Auditing;

/// <summary>Whole plays with auditors at the other end of a wire.</summary>
public sealed class AuditTrailTests
{
    private static readonly TimeSpan Shortly = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Tells_of_a_play_and_of_each_container_in_order()
    {
        await using var hook = RecordingWebhook.Start();
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = bench.Environment().Service("db").Service("web", requires: ["db"]).Auditor(Http(hook) with { Level = AuditLevel.Debug }).Build();

        await bench.PlayAsync(environment, PlayKind.Start);

        Assert.Equal(
            ["action db-1+web-1", "action db-1", "success db-1", "action web-1", "success web-1", "success db-1+web-1"],
            hook.Calls.Select(c => $"{c.Json["event"]} {string.Join('+', c.Json["what"]!.AsArray())}"));
        Assert.All(hook.Calls, c => Assert.Equal((System.Environment.UserName, System.Environment.MachineName), ((string?)c.Json["who"], (string?)c.Json["where"])));
    }

    [Fact]
    public async Task An_auditor_that_nobody_reaches_neither_stops_nor_fails_a_play()
    {
        await using var bench = await PlayBench.OpenAsync("db");
        var nobody = new HttpAuditorSpec(new SecretValue("http://127.0.0.1:9/s3cr3t")) { MaxWait = Shortly };
        var environment = bench.Environment().Service("db").Auditor(nobody).Build();

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.True(result.Succeeded);
        Assert.Equal("running", bench.Docker.Container("db-1").State);
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.AuditFailed, DiagnosticSeverity.Warning), (warning.Code, warning.Severity));
        Assert.DoesNotContain("s3cr3t", warning.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_required_fails_the_play_after_its_steps_were_taken()
    {
        await using var hook = RecordingWebhook.Start(_ => new WebhookAnswer(403));
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Auditor(Http(hook) with { Required = true }).Build();

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.Equal(PlayVerdict.Failed, result.Verdict);
        Assert.Equal("started", Assert.Single(result.Instances).Outcome);
        Assert.Equal("running", bench.Docker.Container("db-1").State);
        Assert.Equal(DiagnosticCodes.AuditFailed, Assert.Single(result.Diagnostics).Code);
        Assert.Equal(result, Assert.IsType<PlayFinished>(bench.Progress.Events[^1]).Result);
        Assert.Single(bench.Progress.Events.OfType<PlayFinished>());
    }

    [Fact]
    public async Task A_silent_auditor_delays_no_step()
    {
        using var gate = new ManualResetEventSlim();
        await using var hook = RecordingWebhook.Start(_ =>
        {
            gate.Wait(TimeSpan.FromSeconds(60));
            return new WebhookAnswer(200);
        });
        await using var bench = await PlayBench.OpenAsync("db", "web");
        var environment = bench.Environment().Service("db").Service("web", requires: ["db"])
            .Auditor(Http(hook) with { Timeout = TimeSpan.FromMinutes(5), MaxWait = TimeSpan.FromMinutes(5) }).Build();

        var playing = bench.PlayAsync(environment, PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => bench.Docker.Containers.Count(c => c.State == "running") == 2, "both containers run");

        Assert.False(playing.IsCompleted);
        gate.Set();
        Assert.Empty((await playing).Diagnostics);
    }

    [Fact]
    public async Task A_play_that_fails_is_told_with_its_reason()
    {
        await using var hook = RecordingWebhook.Start();
        await using var bench = await PlayBench.OpenAsync();
        var environment = bench.Environment().Service("db").Auditor(Http(hook) with { Events = AuditEvents.Error }).Build();

        var result = await bench.PlayAsync(environment, PlayKind.Start);

        Assert.Equal(PlayVerdict.Failed, result.Verdict);
        Assert.NotEmpty(hook.Calls);
        Assert.All(hook.Calls, c => Assert.Contains("fleet/db:1", (string?)c.Json["message"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_play_that_could_not_begin_is_told_too()
    {
        await using var hook = RecordingWebhook.Start();
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = Env.Of($"away-{Guid.NewGuid():N}").Service("db").Auditor(Http(hook)).Build();

        await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(environment, PlayKind.Stop));

        var call = Assert.Single(hook.Calls);
        Assert.Equal(("error", "stop", environment.Name), ((string?)call.Json["event"], (string?)call.Json["action"], (string?)call.Json["what"]![0]));
    }

    [Fact]
    public async Task A_wrong_call_is_nobody_s_business()
    {
        await using var hook = RecordingWebhook.Start();
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Auditor(Http(hook)).Build();

        await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(environment, new Engine.Planning.Play(PlayKind.Stop) { Things = ["nobody"] }));

        Assert.Empty(hook.Calls);
    }

    [Fact]
    public async Task Status_is_not_audited()
    {
        await using var hook = RecordingWebhook.Start();
        await using var bench = await PlayBench.OpenAsync("db");
        var environment = bench.Environment().Service("db").Auditor(Http(hook) with { Level = AuditLevel.Debug }).Build();

        await bench.PlayAsync(environment, PlayKind.Status);

        Assert.Empty(hook.Calls);
    }

    private static HttpAuditorSpec Http(RecordingWebhook hook) => new(new SecretValue(hook.Address.ToString()));
}
