using Maestro.Engine.Auditing;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Auditing;

public sealed class SlackAuditorTests : IDisposable
{
    private readonly HttpMessageInvoker _http = AuditCall.CreateClient();

    [Theory]
    [InlineData(AuditEvents.Action, "#439fe0", "alice is starting 5 containers.")]
    [InlineData(AuditEvents.Success, "good", "Start of 5 containers succeeded.")]
    [InlineData(AuditEvents.Error, "danger", "Failed to start 5 containers! (message: 1 &lt; 2 &amp; so on)")]
    public async Task Tells_every_event_about_many_containers_with_all_their_names(AuditEvents kind, string color, string text)
    {
        await using var hook = RecordingWebhook.Start();

        await TellAsync(new SlackAuditorSpec { Webhook = Address(hook) }, Entries.OfMany(kind, kind == AuditEvents.Error ? "1 < 2 & so on" : ""));

        var attachment = Assert.Single(hook.Calls).Json["attachments"]![0]!;
        Assert.Equal((color, text), ((string?)attachment["color"], (string?)attachment["text"]));
        Assert.Equal("a-1, a-2, a-3, a-4, a-5", (string?)attachment["fields"]![0]!["value"]);
        Assert.Equal("demo, from ci-7", (string?)attachment["footer"]);
    }

    [Fact]
    public async Task Names_a_few_containers_in_the_text_only()
    {
        await using var hook = RecordingWebhook.Start();

        await TellAsync(new SlackAuditorSpec { Webhook = Address(hook) }, Entries.Of());

        var message = Assert.Single(hook.Calls).Json;
        Assert.Null(message["attachments"]![0]!["fields"]);
        Assert.Null(message["channel"]);
    }

    [Fact]
    public async Task With_a_token_writes_to_the_channel_as_the_application()
    {
        await using var hook = RecordingWebhook.Start(_ => new WebhookAnswer(200, """{"ok":true}"""));
        var spec = new SlackAuditorSpec { Channel = "#ops", BotToken = new SecretValue("xoxb-s3cr3t"), Name = "maestro", Icon = ":ship:" };

        await TellAsync(spec, Entries.Of(), hook.Address);

        var call = Assert.Single(hook.Calls);
        Assert.Equal("Bearer xoxb-s3cr3t", call.Headers["Authorization"]);
        Assert.Equal(("#ops", "maestro", ":ship:"), ((string?)call.Json["channel"], (string?)call.Json["username"], (string?)call.Json["icon_emoji"]));
        Assert.DoesNotContain("s3cr3t", spec.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"channel_not_found"}""", "channel_not_found", false)]
    [InlineData("""{"ok":false,"error":"ratelimited"}""", "ratelimited", true)]
    [InlineData("<html>", "not what Slack answers", false)]
    public async Task An_answer_that_says_no_is_a_failure_although_its_status_is_200(string answer, string fragment, bool passing)
    {
        await using var hook = RecordingWebhook.Start(_ => new WebhookAnswer(200, answer));
        var spec = new SlackAuditorSpec { Channel = "#ops", BotToken = new SecretValue("xoxb-1") };

        var failure = await Assert.ThrowsAsync<AuditFailure>(() => TellAsync(spec, Entries.Of(), hook.Address));

        Assert.Contains(fragment, failure.Message, StringComparison.Ordinal);
        Assert.Equal(passing, failure.IsPassing);
    }

    public void Dispose() => _http.Dispose();

    private static SecretValue Address(RecordingWebhook hook) => new(hook.Address.ToString());

    private Task TellAsync(SlackAuditorSpec spec, AuditEntry entry, Uri? api = null)
        => new SlackAuditor(spec, new AuditCall(_http, new FakeTime()), api).TellAsync(entry, CancellationToken.None);
}
