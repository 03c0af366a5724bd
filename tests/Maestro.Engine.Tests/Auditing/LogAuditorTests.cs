using Maestro.Engine.Auditing;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Auditing;

public sealed class LogAuditorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Appends_a_line_for_each_event_with_every_name()
    {
        var file = _folder.Write("audit.log", "before\n");
        var auditor = new LogAuditor(new LogAuditorSpec(file));

        await auditor.TellAsync(Entries.OfMany(AuditEvents.Action), CancellationToken.None);
        await auditor.TellAsync(Entries.Of(AuditEvents.Success, level: AuditLevel.Debug, what: "db-1"), CancellationToken.None);
        await auditor.TellAsync(Entries.Of(AuditEvents.Error, "died:\nout of memory", what: "db-1"), CancellationToken.None);

        Assert.Equal(
            [
                "before",
                "2026-01-02T03:04:05.678Z INFO: alice is starting a-1, a-2, a-3, a-4, a-5. (environment demo, from ci-7)",
                "2026-01-02T03:04:05.678Z DEBUG: Start of db-1 succeeded. (environment demo, from ci-7)",
                "2026-01-02T03:04:05.678Z ERROR: Failed to start db-1! (message: died: | out of memory) (environment demo, from ci-7)",
            ],
            await File.ReadAllLinesAsync(file));
    }

    [Fact]
    public async Task Makes_the_folder_of_its_file()
    {
        var file = Path.Combine(_folder.Path, "logs", "audit.log");

        await new LogAuditor(new LogAuditorSpec(file)).TellAsync(Entries.Of(), CancellationToken.None);

        Assert.Single(await File.ReadAllLinesAsync(file));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_a_failure_that_says_why()
    {
        var failure = await Assert.ThrowsAsync<AuditFailure>(() => new LogAuditor(new LogAuditorSpec(_folder.Path)).TellAsync(Entries.Of(), CancellationToken.None));

        Assert.Contains(_folder.Path, failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsPassing);
    }

    public void Dispose() => _folder.Dispose();
}
