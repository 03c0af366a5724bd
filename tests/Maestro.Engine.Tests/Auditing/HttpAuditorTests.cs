using System.Text.Json;
using Maestro.Engine.Auditing;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Auditing;

public sealed class HttpAuditorTests : IDisposable
{
    private readonly HttpMessageInvoker _http = AuditCall.CreateClient();
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Fills_the_payload_and_leaves_out_what_comes_out_empty()
    {
        await using var hook = RecordingWebhook.Start();
        var spec = Spec(hook) with { Payload = Json("""{"text": "{who}: {action} {what}", "why": "{message}", "tags": ["{action}", "{message}", "{other}"], "count": 3, "loud": true, "none": null}""") };

        await TellAsync(spec, Entries.Of());

        var call = Assert.Single(hook.Calls);
        Assert.Equal(("POST", "/hook/s3cr3t", "application/json; charset=utf-8"), (call.Method, call.Path, call.Headers["Content-Type"]));
        Assert.Equal("""{"text":"alice: start db-1, web-1","tags":["start","{other}"],"count":3,"loud":true}""", call.Json.ToJsonString());
    }

    [Fact]
    public async Task Without_a_payload_sends_all_that_is_known()
    {
        await using var hook = RecordingWebhook.Start();

        await TellAsync(Spec(hook), Entries.Of(AuditEvents.Error, "port is taken") with { Duration = TimeSpan.FromSeconds(1.5) });

        Assert.Equal(
            """{"schema":1,"event":"error","level":"info","time":"2026-01-02T03:04:05.678Z","environment":"demo","action":"start","play":true,"what":["db-1","web-1"],"who":"alice","where":"ci-7","text":"Failed to start db-1, web-1! (message: port is taken)","message":"port is taken","seconds":1.5}""",
            Assert.Single(hook.Calls).Json.ToJsonString());
    }

    [Fact]
    public async Task Sends_the_headers_of_the_file_also_those_of_the_body()
    {
        await using var hook = RecordingWebhook.Start();
        var headers = new Dictionary<string, SecretValue> { ["Authorization"] = new("Bearer t0ken"), ["Content-Type"] = new("application/vnd.demo+json") };

        await TellAsync(Spec(hook) with { Headers = headers }, Entries.Of());

        var call = Assert.Single(hook.Calls);
        Assert.Equal(("Bearer t0ken", "application/vnd.demo+json"), (call.Headers["Authorization"], call.Headers["Content-Type"]));
    }

    [Fact]
    public async Task A_GET_has_no_body_of_its_own()
    {
        await using var hook = RecordingWebhook.Start();

        await TellAsync(Spec(hook) with { Method = "GET" }, Entries.Of());

        var call = Assert.Single(hook.Calls);
        Assert.Equal(("GET", ""), (call.Method, call.Body));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(429, true)]
    [InlineData(408, true)]
    [InlineData(404, false)]
    [InlineData(401, false)]
    [InlineData(302, false)]
    public async Task An_answer_other_than_success_is_a_failure_that_may_pass_or_not(int status, bool passing)
    {
        await using var hook = RecordingWebhook.Start(_ => new WebhookAnswer(status, Header: "Retry-After: 7\r\nLocation: http://127.0.0.1:9/\r\n"));

        var failure = await Assert.ThrowsAsync<AuditFailure>(() => TellAsync(Spec(hook), Entries.Of()));

        Assert.Contains($"answered {status}", failure.Message, StringComparison.Ordinal);
        Assert.Equal((passing, TimeSpan.FromSeconds(7)), (failure.IsPassing, failure.RetryAfter));
        Assert.Single(hook.Calls);
    }

    [Fact]
    public async Task An_answer_is_waited_for_no_longer_than_the_timeout()
    {
        await using var hook = RecordingWebhook.Start(_ => null);
        var telling = TellAsync(Spec(hook), Entries.Of());
        await hook.WaitForCallsAsync(1);

        _time.Advance(TimeSpan.FromSeconds(3));
        var failure = await Assert.ThrowsAsync<AuditFailure>(() => telling.WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal(("no answer within 3 s", true), (failure.Message, failure.IsPassing));
    }

    [Fact]
    public async Task Nobody_there_is_a_failure_that_may_pass_and_does_not_quote_the_address()
    {
        var spec = new HttpAuditorSpec(new SecretValue("http://127.0.0.1:9/hook/s3cr3t?token=s3cr3t"));

        var failure = await Assert.ThrowsAsync<AuditFailure>(() => TellAsync(spec, Entries.Of()));

        Assert.True(failure.IsPassing);
        Assert.DoesNotContain("s3cr3t", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_neither_path_nor_query_nor_credentials_of_its_address()
    {
        var spec = new HttpAuditorSpec(new SecretValue("https://user:s3cr3t@hooks.example.com:8443/s3cr3t?token=s3cr3t"));

        Assert.Equal("http https://hooks.example.com:8443", spec.Description);
        Assert.DoesNotContain("s3cr3t", spec.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    private static HttpAuditorSpec Spec(RecordingWebhook hook) => new(new SecretValue(hook.Address.ToString()));

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    private Task TellAsync(HttpAuditorSpec spec, AuditEntry entry) => new HttpAuditor(spec, new AuditCall(_http, _time)).TellAsync(entry, CancellationToken.None);
}
