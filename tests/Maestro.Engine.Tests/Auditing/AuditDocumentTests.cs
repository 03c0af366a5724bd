using Maestro.Engine.Auditing;
using Maestro.Engine.Model;
using Maestro.Engine.Tests.Loading;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Auditing;

/// <summary>Holds <c>docs/audit.md</c> to the code.</summary>
public sealed class AuditDocumentTests
{
    private static readonly string Page = Repository.Read("docs", "audit.md");

    [Fact]
    public void Its_example_loads_with_an_auditor_of_each_kind()
    {
        var environment = Loaded.Environment(Block("yaml"));

        Assert.Empty(environment.Warnings);
        Assert.Equal(
            [typeof(LogAuditorSpec), typeof(SlackAuditorSpec), typeof(HttpAuditorSpec), typeof(ExecAuditorSpec)],
            environment.Auditors.Select(a => a.GetType()));
    }

    [Fact]
    public async Task Its_event_is_what_a_webhook_gets()
    {
        await using var hook = RecordingWebhook.Start();
        using var http = AuditCall.CreateClient();
        var auditor = new HttpAuditor(new HttpAuditorSpec(new SecretValue(hook.Address.ToString())), new AuditCall(http, TimeProvider.System));

        await auditor.TellAsync(Entries.Of(AuditEvents.Error, "port is taken") with { Duration = TimeSpan.FromSeconds(1.5) }, CancellationToken.None);

        Assert.Equal(Block("json").Trim(), Assert.Single(hook.Calls).Json.ToJsonString());
    }

    [Fact]
    public async Task Its_line_is_what_a_log_gets()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "audit.log");

        await new LogAuditor(new LogAuditorSpec(file)).TellAsync(Entries.Of(), CancellationToken.None);

        Assert.Contains(await File.ReadAllTextAsync(file), Page, StringComparison.Ordinal);
    }

    private static string Block(string language) => Page.Split($"```{language}\n")[1].Split("```")[0];
}
