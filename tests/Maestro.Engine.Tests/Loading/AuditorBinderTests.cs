using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public sealed class AuditorBinderTests
{
    [Fact]
    public void Reads_a_log_file_from_the_folder_of_the_environment_file()
    {
        var log = Assert.IsType<LogAuditorSpec>(Auditor("type: log, file: logs/audit.log, level: debug, events: [action, error]"));

        Assert.Equal(Path.Combine(Loaded.Folder, "logs", "audit.log"), log.File);
        Assert.Equal((AuditLevel.Debug, AuditEvents.Action | AuditEvents.Error, false), (log.Level, log.Events, log.Required));
        Assert.Equal(TimeSpan.FromSeconds(10), log.MaxWait);
        Assert.Equal(3, log.Location!.Line);
    }

    [Fact]
    public void Reads_a_call_with_payload_headers_and_limits()
    {
        var http = Assert.IsType<HttpAuditorSpec>(Auditor("type: webhook, endpoint: 'https://h/x', method: get, payload: {text: '{what}', n: 1}, headers: {X-Key: k}, timeout: 1.5, max_wait: 20"));

        Assert.Equal(("https://h/x", "GET", """{"text":"{what}","n":1}"""), (http.Endpoint.Reveal(), http.Method, http.Payload!.Value.GetRawText()));
        Assert.Equal("k", http.Headers["x-key"].Reveal());
        Assert.Equal((TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(20)), (http.Timeout, http.MaxWait));
    }

    [Theory]
    [InlineData("type: webhook, endpoint: 'http://h'", AuditEvents.All)]
    [InlineData("type: http, endpoint: 'http://h'", AuditEvents.Action)]
    [InlineData("type: http, endpoint: 'http://h', events: error", AuditEvents.Error)]
    [InlineData("type: exec, script: ./x", AuditEvents.Success)]
    [InlineData("type: slack, webhook: 'http://h'", AuditEvents.All)]
    public void What_is_told_when_the_file_does_not_say_hangs_on_the_type(string fields, AuditEvents events) => Assert.Equal(events, Auditor(fields).Events);

    [Fact]
    public void A_call_of_MaestroNG_is_a_POST_that_takes_3_seconds_at_most()
    {
        var http = Assert.IsType<HttpAuditorSpec>(Auditor("type: http, endpoint: 'http://h', payload: ['{action}']"));

        Assert.Equal(("POST", TimeSpan.FromSeconds(3)), (http.Method, http.Timeout));
    }

    [Fact]
    public void Reads_Slack_with_a_webhook_or_with_a_token_and_a_channel()
    {
        var webhook = Assert.IsType<SlackAuditorSpec>(Auditor("type: slack, webhook: 'https://hooks/T0/s3cr3t'"));
        var token = Assert.IsType<SlackAuditorSpec>(Auditor("type: slack, token: xoxb-s3cr3t, channel: '#ops', name: maestro, icon: ':ship:'"));

        Assert.Equal("https://hooks/T0/s3cr3t", webhook.Webhook!.Reveal());
        Assert.Equal(("xoxb-s3cr3t", "#ops", "maestro", ":ship:"), (token.BotToken!.Reveal(), token.Channel, token.Name, token.Icon));
    }

    [Theory]
    [InlineData("args: '{what} by {who}'", "{what}|by|{who}")]
    [InlineData("args: [a b, c]", "a b|c")]
    [InlineData("level: info", "")]
    public void Splits_the_arguments_of_a_program_at_blanks_unless_they_are_a_list(string fields, string arguments)
    {
        var exec = Assert.IsType<ExecAuditorSpec>(Auditor($"type: exec, script: ./tell.sh, {fields}"));

        Assert.Equal(arguments, string.Join('|', exec.Arguments));
        Assert.Equal(("./tell.sh", TimeSpan.FromMinutes(1)), (exec.Script, exec.MaxWait));
    }

    [Theory]
    [InlineData("level: info", false)]
    [InlineData("ignore_errors: true", false)]
    [InlineData("ignore_errors: false", true)]
    [InlineData("required: true", true)]
    [InlineData("required: true, ignore_errors: false", true)]
    public void A_play_fails_with_an_auditor_only_when_the_file_says_so(string fields, bool required)
        => Assert.Equal(required, Auditor($"type: log, file: a.log, {fields}").Required);

    [Theory]
    [InlineData("type: §telegraph", "'telegraph' is no type of auditor")]
    [InlineData("type: §wehook", "did you mean 'webhook'?")]
    [InlineData("type: §hipchat, room: r", "HipChat was shut down|use 'slack'|'webhook'")]
    [InlineData("type: §loggly", "'webhook' with the HTTP endpoint of Loggly")]
    [InlineData("type: log, file: a.log, level: §loud", "Expected info or debug; found 'loud'.")]
    [InlineData("type: log, file: a.log, events: [action, §start]", "Expected action, success or error; found 'start'.")]
    [InlineData("type: log, file: a.log, max_wait: §0", "seconds above 0")]
    [InlineData("type: log, file: a.log, required: false, §ignore_errors: false", "the opposite of 'required'")]
    [InlineData("type: webhook, endpoint: §'ftp://user:s3cr3t@h'", "begins with http:// or https://")]
    [InlineData("type: slack, webhook: §s3cr3t", "begins with http:// or https://")]
    [InlineData("type: http, endpoint: 'http://h', method: §PUT", "Expected GET or POST; found 'PUT'.")]
    [InlineData("type: http, endpoint: 'http://h', headers: {§X-Key: [s3cr3t]}", "Expected the text of a header")]
    public void Says_what_is_wrong_and_where(string fields, string fragments)
    {
        var message = Loaded.MistakeAtMark(File($"{{{fields}}}")).Message;

        Assert.All(fragments.Split('|'), f => Assert.Contains(f, message, StringComparison.Ordinal));
        Assert.DoesNotContain("s3cr3t", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{file: a.log}", "'type' is missing: it is one of log, webhook, http, slack, exec.")]
    [InlineData("{type: log}", "'file' is missing")]
    [InlineData("{type: http}", "'endpoint' is missing")]
    [InlineData("{type: exec}", "'script' is missing")]
    [InlineData("{type: slack}", "by a 'webhook', or by a 'token' and a 'channel'")]
    [InlineData("{type: slack, token: t, webhook: 'http://h'}", "give one of them")]
    [InlineData("{type: slack, token: t}", "'channel' is missing")]
    [InlineData("log", "found 'log'")]
    public void Says_what_is_missing(string auditor, string fragment)
        => Assert.Contains(Loaded.Mistakes(File(auditor)), m => m.Message.Contains(fragment, StringComparison.Ordinal));

    private static AuditorSpec Auditor(string fields) => Assert.Single(Loaded.Environment(File($"{{{fields}}}")).Auditors);

    private static string File(string auditor) => $"name: demo\naudit:\n  - {auditor}\nships: {{here: {{ip: 10.0.0.1}}}}\n";
}
