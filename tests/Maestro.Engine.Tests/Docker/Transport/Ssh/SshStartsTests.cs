using Maestro.Engine.Docker.Transport.Ssh;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

public sealed class SshStartsTests
{
    private readonly SshStarts _starts = new(most: 3, mostPerServer: 2);

    [Fact]
    public async Task Lets_only_so_many_go_on_at_one_server()
    {
        using var first = await TurnAsync("a");
        var second = await TurnAsync("A");
        var third = TurnAsync("a");
        Assert.False(third.IsCompleted);

        second.Dispose();

        using var turn = await third;
    }

    [Fact]
    public async Task Lets_only_so_many_go_on_at_all()
    {
        var first = await TurnAsync("a");
        using var second = await TurnAsync("b");
        using var third = await TurnAsync("c");
        var fourth = TurnAsync("d");
        Assert.False(fourth.IsCompleted);

        first.Dispose();

        using var turn = await fourth;
    }

    [Fact]
    public async Task Who_waits_at_a_crowded_server_takes_no_turn_from_others()
    {
        using var first = await TurnAsync("a");
        using var second = await TurnAsync("a");
        var waiting = TurnAsync("a");

        using var other = await TurnAsync("b");

        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Counts_the_servers_on_the_way()
    {
        using var first = await TurnAsync("gate", "a");
        using var second = await TurnAsync("gate", "b");

        Assert.False(TurnAsync("c", "gate").IsCompleted);
    }

    [Fact]
    public async Task Ways_in_both_directions_do_not_wait_for_each_other_for_ever()
    {
        for (var round = 0; round < 50; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async i => (await (i % 2 == 0 ? TurnAsync("a", "b") : TurnAsync("b", "a"))).Dispose())).WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    [Fact]
    public async Task Who_gives_up_holds_nothing_back()
    {
        using var gone = new CancellationTokenSource();
        var held = new[] { await TurnAsync("b"), await TurnAsync("b") };
        var waiting = _starts.TakeTurnAsync(["a", "b"], gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Array.ForEach(held, h => h.Dispose());
        using var first = await TurnAsync("a", "b");
        using var second = await TurnAsync("a", "b");
    }

    private Task<IDisposable> TurnAsync(params string[] servers) => _starts.TakeTurnAsync(servers, CancellationToken.None);
}
