using Maestro.Engine.Execution;

namespace Maestro.Engine.Tests.Execution;

public class DigestAgreementTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly DigestAgreement _agreement = new();

    [Fact]
    public async Task All_wait_for_the_first_and_take_its_answer()
    {
        var answer = new TaskCompletionSource<string?>();
        var first = LearnAsync(() => answer.Task);
        var others = Enumerable.Range(0, 5).Select(_ => LearnAsync(() => throw new InvalidOperationException("asked again"))).ToList();

        answer.SetResult("a");

        Assert.Equal("a", await first);
        Assert.All(await Task.WhenAll(others), a => Assert.Equal("a", a));
    }

    [Fact]
    public async Task When_the_first_learns_nothing_each_asks_at_once_and_the_first_answer_holds_for_all()
    {
        var answer = new TaskCompletionSource<string?>();
        var (second, third) = (new TaskCompletionSource<string?>(), new TaskCompletionSource<string?>());
        var first = LearnAsync(() => answer.Task);
        var (b, c) = (LearnAsync(() => second.Task), LearnAsync(() => third.Task));

        answer.SetResult(null);
        Assert.Null(await first);
        third.SetResult("c");
        Assert.Equal("c", await c);
        second.SetResult("b");

        Assert.Equal("c", await b);
        Assert.Equal("c", _agreement.Digest);
    }

    [Fact]
    public async Task When_the_first_fails_the_others_are_not_held_up()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => LearnAsync(() => throw new InvalidOperationException()));

        Assert.Equal("b", await LearnAsync(() => Task.FromResult<string?>("b")));
    }

    [Fact]
    public async Task A_wait_for_the_first_can_be_ended()
    {
        using var cancel = new CancellationTokenSource();
        var first = LearnAsync(() => new TaskCompletionSource<string?>().Task);
        var second = _agreement.LearnAsync(() => Task.FromResult<string?>("b"), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public void The_digest_of_what_was_not_pulled_is_not_known()
    {
        var agreements = new DigestAgreements();
        agreements.On("web:1").Settle("a");

        Assert.Equal(("a", null), (agreements.DigestOf("web:1"), agreements.DigestOf("web:2")));
    }

    private Task<string?> LearnAsync(Func<Task<string?>> ask) => _agreement.LearnAsync(ask, CancellationToken.None).WaitAsync(Patience);
}
