using Maestro.Engine.Auditing;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Auditing;

public sealed class ExecAuditorTests : IDisposable
{
    private static readonly MaestroEnvironment Environment = Env.Of().Ship("main", "10.0.0.5").Service("db").Service("web").Build();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Runs_the_program_with_its_arguments_filled_and_the_instances_on_its_standard_input()
    {
        await TellAsync(Shell("echo \"$0 $1\" > said; cat > input", "{action}", "{what} by {who}"));

        Assert.Equal("start db-1, web-1 by alice\n", await ReadAsync("said"));
        Assert.Equal("""{"db-1":{"ship":"10.0.0.5","service":"db"},"web-1":{"ship":"10.0.0.5","service":"web"}}""", await ReadAsync("input"));
    }

    [Fact]
    public async Task An_exit_code_other_than_0_is_a_failure_with_the_last_words()
    {
        var failure = await Assert.ThrowsAsync<AuditFailure>(() => TellAsync(Shell("echo first >&2; echo no such desk >&2; exit 3")));

        Assert.Equal("it ended with exit code 3: no such desk", failure.Message);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_failure()
        => Assert.Contains("cannot be run", (await Assert.ThrowsAsync<AuditFailure>(() => TellAsync(new ExecAuditorSpec("./not-there", [])))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Is_not_run_for_single_containers()
    {
        await TellAsync(Shell("echo run > said"), Entries.Of(AuditEvents.Success) with { IsPlay = false });

        Assert.False(File.Exists(Path.Combine(_folder.Path, "said")));
    }

    [Fact]
    public async Task Ends_the_program_when_its_time_is_over()
    {
        using var stop = new CancellationTokenSource();
        var telling = new ExecAuditor(Shell("echo $$ > pid.new; mv pid.new pid; sleep 60"), Environment, _folder.Path).TellAsync(Entries.Of(), stop.Token);
        await FakeDocker.WaitUntilAsync(() => File.Exists(Path.Combine(_folder.Path, "pid")), "the program runs");

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling.WaitAsync(TimeSpan.FromSeconds(20)));
        var process = int.Parse(await ReadAsync("pid"), System.Globalization.CultureInfo.InvariantCulture);
        await FakeDocker.WaitUntilAsync(() => !Directory.Exists($"/proc/{process}"), "the program is gone");
    }

    public void Dispose() => _folder.Dispose();

    private static ExecAuditorSpec Shell(string script, params string[] arguments) => new("sh", ["-c", script, .. arguments]);

    private Task TellAsync(ExecAuditorSpec spec, AuditEntry? entry = null)
        => new ExecAuditor(spec, Environment, _folder.Path).TellAsync(entry ?? Entries.Of(AuditEvents.Success), CancellationToken.None);

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(_folder.Path, file));
}
