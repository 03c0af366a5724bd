using Maestro.Engine.Diagnostics;
using Maestro.Engine.Execution;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public class EnvironmentLockTests
{
    private readonly FakeTime _time = new();
    private readonly string _environment = $"lock-test-{Guid.NewGuid():N}";

    [Fact]
    public async Task The_second_waits_until_the_first_is_done_and_learns_who_holds_it()
    {
        var first = await AcquireAsync();
        var told = new List<string>();

        var waiting = AcquireAsync(told);
        await UntilAsync(() => _time.NextTimer is not null);
        Assert.False(waiting.IsCompleted);
        first.Dispose();
        await DriveAsync(waiting);

        (await waiting).Dispose();
        Assert.Equal([$"Process {Environment.ProcessId} (since 03:04:05)"], told);
    }

    [Fact]
    public async Task Nobody_is_told_when_the_lock_is_free()
    {
        var told = new List<string>();

        (await AcquireAsync(told)).Dispose();

        Assert.Empty(told);
    }

    [Fact]
    public async Task Environments_do_not_wait_for_each_other()
    {
        using var one = await AcquireAsync();
        using var other = await EnvironmentLock.AcquireAsync(new Owner($"{_environment}-other"), TimeSpan.Zero, _time, _ => { }, CancellationToken.None);
    }

    [Fact]
    public async Task Patience_ends_with_an_error_that_names_the_holder()
    {
        using var held = await AcquireAsync();

        var waiting = AcquireAsync();
        await DriveAsync(waiting);
        var refusal = await Assert.ThrowsAsync<MaestroException>(() => waiting);

        Assert.Equal(("MAESTRO701", DiagnosticArea.Lock), (refusal.Diagnostics[0].Code.Id, refusal.Area));
        Assert.Contains($"Process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_environment, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_ends_the_wait()
    {
        using var held = await AcquireAsync();
        using var cancellation = new CancellationTokenSource();

        var waiting = EnvironmentLock.AcquireAsync(new Owner(_environment), TimeSpan.FromMinutes(1), _time, _ => cancellation.Cancel(), cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task The_lock_is_free_again_when_its_holder_was_killed()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // the system gives handles back there too; only the tool that holds the lock here is missing
        }

        using var holder = System.Diagnostics.Process.Start("flock", ["-x", "--no-fork", EnvironmentLock.PathFor(new Owner(_environment)), "sleep", "60"]);
        var told = new List<string>();
        await UntilAsync(() => !IsFree());
        var waiting = AcquireAsync(told);
        await UntilAsync(() => told.Count == 1);

        holder.Kill();
        await holder.WaitForExitAsync();
        await DriveAsync(waiting);

        (await waiting).Dispose();
    }

    private bool IsFree()
    {
        try
        {
            using var file = new FileStream(EnvironmentLock.PathFor(new Owner(_environment)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(1, patience.Token);
        }
    }

    private async Task DriveAsync(Task waiting)
        => await UntilAsync(() =>
        {
            _time.AdvanceToNextTimer();
            return waiting.IsCompleted;
        });

    private Task<EnvironmentLock> AcquireAsync(List<string>? told = null)
        => EnvironmentLock.AcquireAsync(new Owner(_environment), TimeSpan.FromMinutes(1), _time, holder => told?.Add(holder), CancellationToken.None);
}
