using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Which failed pulls are tried again, on a clock that only the test moves.</summary>
public sealed class PullRetryTests : IAsyncLifetime
{
    private const string Image = "hub.example.com/app:1";
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(6);
    private readonly FakeTime _time = new();
    private FilePlay _bench = null!;

    public async Task InitializeAsync()
    {
        _bench = await FilePlay.OpenAsync();
        _bench.Time = _time;
        _bench.Docker.PullsAnything = true;
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData("received unexpected HTTP status: 503 Service Unavailable", 500)]
    [InlineData("dial tcp 10.0.0.1:443: connect: connection refused", 500)]
    [InlineData("no words at all", 503)]
    public async Task What_fails_for_the_moment_is_tried_again_without_being_asked(string said, int status)
    {
        _bench.Docker.FailPull(Image, said, status, times: 2);

        var play = PlayAsync(string.Empty);
        await PassAsync(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.5));
        await PassAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        var result = await play;

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(3, _bench.Pulls.Count());
        Assert.Equal(["try 1 of 3 failed", "try 2 of 3 failed"], Told().Select(t => t.Split(',')[0]));
    }

    [Fact]
    public async Task What_breaks_off_in_the_middle_is_tried_again()
    {
        _bench.Docker.FailPullInStream(Image, "unexpected EOF", times: 1);

        Assert.True((await PlayAsync(string.Empty, pauses: 1)).Succeeded);
        Assert.Equal(2, _bench.Pulls.Count());
    }

    [Fact]
    public async Task A_connection_to_the_engine_that_breaks_is_opened_again()
    {
        _bench.Docker.Break("POST", "/images/create", times: 6); // more than what the handler sends again by itself

        var play = PlayAsync(string.Empty);
        await FakeDocker.WaitUntilAsync(() => play.IsCompleted || (Told().Any() && _time.NextTimer <= LongestPause && !_time.AdvanceToNextTimer()), "the end of the play");

        Assert.True((await play).Succeeded);
        Assert.NotEmpty(Told());
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("retry: {attempts: 1}", 1)]
    [InlineData("retry: {attempts: 4, when: 500}", 4)]
    public async Task It_fails_with_the_last_words_of_the_engine_after_the_last_try(string retry, int tries)
    {
        _bench.Docker.FailPull(Image, "TLS handshake timeout");

        var result = await PlayAsync(retry, pauses: tries - 1);

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.RegistryUnavailable, error.Code);
        Assert.Contains(tries == 1 ? $"{Image}: TLS handshake timeout." : $"{Image} after {tries} tries: TLS handshake timeout.", error.Message, StringComparison.Ordinal);
        Assert.Equal(tries, _bench.Pulls.Count());
    }

    [Theory]
    [InlineData("unauthorized: authentication required", 500)]
    [InlineData("pull access denied for app, repository does not exist or may require 'docker login'", 404)]
    [InlineData("toomanyrequests: You have reached your pull rate limit.", 500)]
    [InlineData("manifest unknown: manifest unknown", 500)]
    [InlineData("no space left on device", 500)]
    public async Task A_denial_and_what_is_not_there_are_not_tried_again(string said, int status)
    {
        _bench.Docker.FailPull(Image, said, status);

        Assert.False((await PlayAsync(string.Empty)).Succeeded);
        Assert.Single(_bench.Pulls);
    }

    [Theory]
    [InlineData("{when: [500]}", "storage is busy", 500, 2)]
    [InlineData("{when: 404}", "not pushed yet", 404, 2)]
    [InlineData("{when: [503]}", "storage is busy", 500, 1)]
    [InlineData("{when: [500]}", "unauthorized", 500, 1)]
    [InlineData("{when: [401]}", "unauthorized", 401, 1)]
    [InlineData("{when: [500]}", "manifest unknown", 500, 1)]
    public async Task The_file_can_name_further_answers_but_never_a_denial(string retry, string said, int status, int tries)
    {
        _bench.Docker.FailPull(Image, said, status, times: 1);

        var result = await PlayAsync($"retry: {retry}", pauses: tries - 1);

        Assert.Equal(tries == 2, result.Succeeded);
        Assert.Equal(tries, _bench.Pulls.Count());
    }

    [Fact]
    public async Task An_answer_that_the_file_does_not_name_is_told_with_its_status()
    {
        _bench.Docker.FailPull(Image, "storage is busy");

        var result = await PlayAsync("retry: {when: [503]}");

        Assert.Contains("(status 500, which its 'retry' does not name)", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_ends_when_the_play_is_cancelled()
    {
        _bench.Docker.FailPull(Image, "connection refused");
        using var cancel = new CancellationTokenSource();
        _bench.Progress.OnEvent = e =>
        {
            if (e is StepProgress progress && progress.Message.StartsWith("try 1", StringComparison.Ordinal))
            {
                cancel.Cancel();
            }
        };

        var result = await _bench.PlayAsync(_bench.Load(File(string.Empty)), PlayKind.Pull, cancel.Token);

        Assert.Equal(PlayVerdict.Cancelled, result.Verdict);
        Assert.Single(_bench.Pulls);
    }

    private static string File(string retry)
        => $"registries: {{hub.example.com: {{username: ci, password: hunter2{(retry.Length == 0 ? string.Empty : $", {retry}")}}}}}\n"
            + $"ships: {{here: {{docker_host: 'SOCKET'}}}}\nservices: {{app: {{image: '{Image}', instances: {{app-1: {{ship: here}}}}}}}}\n";

    private async Task<PlayResult> PlayAsync(string retry, int pauses = 0)
    {
        var play = _bench.PlayAsync(File(retry), PlayKind.Pull);
        for (var pause = 0; pause < pauses; pause++)
        {
            await PassAsync(TimeSpan.Zero, LongestPause);
        }

        return await play;
    }

    // Whatever other waits there are, they are far longer.
    private async Task PassAsync(TimeSpan least, TimeSpan most)
    {
        await FakeDocker.WaitUntilAsync(() => _time.NextTimer <= most && Told().Any(), "the pause between two tries");
        Assert.True(_time.NextTimer >= least, $"{_time.NextTimer} is shorter than {least}");
        _time.AdvanceToNextTimer();
    }

    private IEnumerable<string> Told() => _bench.Progress.Events.OfType<StepProgress>().Select(p => p.Message).Where(m => m.StartsWith("try ", StringComparison.Ordinal));
}
