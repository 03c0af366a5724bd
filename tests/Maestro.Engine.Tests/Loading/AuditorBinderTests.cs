using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public class AuditorBinderTests
{
    [Fact]
    public void Reads_a_log()
    {
        var log = Load<LogAuditorSpec>("{type: log, file: audit.log, level: debug, required: true}");

        Assert.Equal((Path.Combine(Loaded.Folder, "audit.log"), AuditLevel.Debug, true), (log.File, log.Level, log.Required));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("webhook")]
    public void Reads_a_hook(string type)
    {
        var hook = Load<HttpAuditorSpec>($"{{type: {type}, endpoint: 'https://x.example/h', method: get, timeout: 5, headers: {{X-A: b}}, payload: {{text: '{{what}}', n: 1, b: true, l: [1.5, null]}}}}");

        Assert.Equal(("https://x.example/h", "GET", TimeSpan.FromSeconds(5), "b"), (hook.Endpoint.ToString(), hook.Method, hook.Timeout, hook.Headers["x-a"]));
        Assert.Equal("""{"text":"{what}","n":1,"b":true,"l":[1.5,null]}""", hook.Payload!.Value.GetRawText());
    }

    [Theory]
    [InlineData("args: 'a {what}'")]
    [InlineData("args: [a, '{what}']")]
    public void Reads_a_program(string arguments)
    {
        var exec = Load<ExecAuditorSpec>($"{{type: exec, script: ./tell, {arguments}}}");

        Assert.Equal(("./tell", "a|{what}"), (exec.Script, string.Join('|', exec.Arguments)));
    }

    [Fact]
    public void Reads_a_channel_and_hides_its_token()
    {
        var slack = Load<SlackAuditorSpec>("{type: slack, channel: '#ops', token: hunter2, name: maestro, icon: ':ship:', ignore_errors: true}");

        Assert.Equal(("#ops", "hunter2", "maestro", ":ship:"), (slack.Channel, slack.BotToken.Reveal(), slack.Name, slack.Icon));
        Assert.DoesNotContain("hunter2", slack.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_that_nobody_is_told_yet()
        => Assert.Equal(DiagnosticCodes.FieldNotSupported, Assert.Single(Loaded.Environment("name: a\nships: {}\naudit: [{type: log, file: a}]\n").Warnings).Code);

    [Fact]
    public void Takes_an_empty_list_as_none()
        => Assert.Empty(Loaded.Environment("name: a\nships: {}\naudit: []\n").Warnings);

    [Theory]
    [InlineData("[{type: §telegraph}]", 303, "'telegraph' is no type of auditor; known are exec, http, log, slack, webhook.")]
    [InlineData("[{type: §slak}]", 303, "did you mean 'slack'?")]
    [InlineData("[{type: §hipchat, room: r, token: t}]", 303, "use 'slack'")]
    [InlineData("[§{file: x}]", 301, "'type' is missing")]
    [InlineData("[§log]", 302, "found 'log'")]
    [InlineData("§log", 302, "a list of auditors")]
    [InlineData("[§{type: log}]", 301, "'file' is missing")]
    [InlineData("[§{type: http}]", 301, "'endpoint' is missing")]
    [InlineData("[{type: http, endpoint: §'x.example'}]", 303, "http:// or https://")]
    [InlineData("[{type: http, endpoint: 'http://x', method: §PUT}]", 303, "GET or POST")]
    [InlineData("[§{type: exec}]", 301, "'script' is missing")]
    [InlineData("[§{type: slack, channel: c}]", 301, "'token' is missing")]
    [InlineData("[{type: log, file: a, level: §loud}]", 303, "info or debug")]
    [InlineData("[{type: log, file: a, required: true, §ignore_errors: true}]", 303, "exclude each other")]
    public void Says_what_is_wrong_and_where(string audit, int code, string fragment)
    {
        var mistake = Loaded.MistakeAtMark($"name: a\nships: {{}}\naudit: {audit}\n");

        Assert.Equal(code, mistake.Code.Number);
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
    }

    private static T Load<T>(string auditor)
        where T : AuditorSpec
        => Assert.IsType<T>(Assert.Single(Loaded.Environment($"name: a\nships: {{}}\naudit: [{auditor}]\n").Auditors));
}
