using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>A tag that several ships pull in one play, each from its own fake engine, while somebody moves the tag.</summary>
public sealed class SharedTagTests : IAsyncLifetime
{
    private const string Image = "hub.example.com/app:1";
    private readonly List<FakeDocker> _ships = [];
    private FakeImage _pushed = null!;
    private FilePlay _bench = null!;

    public async Task InitializeAsync()
    {
        _bench = await FilePlay.OpenAsync();
        for (var ship = 0; ship < 3; ship++)
        {
            _ships.Add(await FakeDocker.StartAsync());
            _pushed = _ships[ship].AddPullable(Image);
        }
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        foreach (var ship in _ships)
        {
            await ship.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(PlayKind.Pull)]
    [InlineData(PlayKind.Start)]
    public async Task Stands_for_one_image_on_all_ships_which_only_one_has_asked_for(PlayKind kind)
    {
        var result = await PlayAsync(kind);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Single(_ships.SelectMany(Questions));
        Assert.All(_ships, s => Assert.Equal(_pushed.Digest, Assert.Single(Pulls(s)).Query["tag"]));
        Assert.All(_ships, s => Assert.Equal(("hub.example.com/app", "1"), Tag(s)));
        if (kind == PlayKind.Start)
        {
            Assert.All(_ships, s => Assert.Equal(_pushed.Id, Assert.Single(s.Containers).ImageId));
        }
    }

    [Fact]
    public async Task Goes_on_standing_for_it_when_it_is_moved_before_the_others_pull()
    {
        var gates = _ships.ConvertAll(s => s.Hold("POST", "/images/create"));
        var play = PlayAsync(PlayKind.Start);
        await Task.WhenAll(gates.Select(g => g.Reached));

        _ships.ForEach(s => s.MoveTag(Image));
        gates.ForEach(g => g.Release());

        Assert.True((await play).Succeeded);
        Assert.All(_ships, s => Assert.Equal(_pushed.Id, Assert.Single(s.Containers).ImageId));
        Assert.Contains($"is {_pushed.Digest} on all ships", Messages());
    }

    [Fact]
    public async Task Is_asked_for_by_each_ship_when_the_first_learns_nothing_and_the_first_answer_holds()
    {
        _ships.ForEach(s => s.Refuse("GET", "/distribution/hub.example.com/app:1/json", 500, "busy", times: 1));
        _ships[1].Refuse("GET", "/distribution/hub.example.com/app:1/json", 500, "busy");

        Assert.True((await PlayAsync(PlayKind.Start)).Succeeded);

        Assert.All(_ships, s => Assert.Equal(_pushed.Id, Assert.Single(s.Containers).ImageId));
    }

    [Fact]
    public async Task Stands_for_one_image_also_where_no_engine_can_ask()
    {
        _ships.ForEach(s => s.ServesDistribution = false);
        var gates = _ships.Skip(1).Select(s => s.Hold("POST", "/images/create")).ToList();
        var play = PlayAsync(PlayKind.Start);
        await FakeDocker.WaitUntilAsync(() => _bench.Progress.Events.OfType<StepFinished>().Any(f => f.Outcome.Step.Kind == StepKind.Pull), "the first pull");

        _ships.ForEach(s => s.MoveTag(Image));
        gates.ForEach(g => g.Release());

        Assert.True((await play).Succeeded);
        Assert.All(_ships, s => Assert.Equal(_pushed.Id, Assert.Single(s.Containers).ImageId));
        Assert.Equal(["1", _pushed.Digest], Pulls(_ships[2]).Select(p => p.Query["tag"]));
    }

    [Fact]
    public async Task Needs_no_question_and_no_second_name_when_one_ship_pulls_it()
    {
        _ships[1].AddImage(Image);
        _ships[2].AddImage(Image);

        Assert.True((await PlayAsync(PlayKind.Start)).Succeeded);

        Assert.Empty(_ships.SelectMany(Questions));
        Assert.Equal("1", Assert.Single(_ships.SelectMany(Pulls)).Query["tag"]);
        Assert.DoesNotContain(_ships.SelectMany(s => s.Requests), r => r.Path.EndsWith("/tag", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_not_asked_for_where_the_file_gives_a_digest()
    {
        Assert.True((await PlayAsync(PlayKind.Pull, $"hub.example.com/app@{_pushed.Digest}")).Succeeded);

        Assert.Empty(_ships.SelectMany(Questions));
        Assert.All(_ships, s => Assert.Equal(_pushed.Digest, Assert.Single(Pulls(s)).Query["tag"]));
    }

    [Fact]
    public async Task A_ship_that_had_the_name_for_another_image_is_told()
    {
        await PlayAsync(PlayKind.Pull, ships: 1);
        _ships.ForEach(s => s.MoveTag(Image));

        var result = await PlayAsync(PlayKind.Start);

        var warning = Assert.Single(result.Diagnostics);
        Assert.True(result.Succeeded);
        Assert.Equal((DiagnosticCodes.ImagesDiffer, DiagnosticSeverity.Warning), (warning.Code, warning.Severity));
        Assert.Contains($"{_pushed.Digest[..19]} on s0; ", warning.Message, StringComparison.Ordinal);
        Assert.Contains(" on s1, s2.", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ships_that_had_the_same_image_are_not_told_of()
    {
        await PlayAsync(PlayKind.Pull, ships: 2);

        Assert.Empty((await PlayAsync(PlayKind.Start)).Diagnostics);
    }

    [Fact]
    public async Task When_the_registry_denies_it_every_ship_says_so()
    {
        _ships.ForEach(s => s.FailPull(Image, "unauthorized: authentication required"));

        var result = await PlayAsync(PlayKind.Pull, goesOn: true);

        Assert.All(result.Steps, s => Assert.Equal(DiagnosticCodes.PullDenied, s.Error?.Code));
        Assert.Equal(3, result.Steps.Count);
    }

    private static IEnumerable<RecordedRequest> Questions(FakeDocker ship) => ship.RequestsTo("GET", "/distribution/hub.example.com/app:1/json");

    private static IEnumerable<RecordedRequest> Pulls(FakeDocker ship) => ship.RequestsTo("POST", "/images/create");

    private static (string, string) Tag(FakeDocker ship)
    {
        var tag = Assert.Single(ship.Requests, r => r.Path.EndsWith("/tag", StringComparison.Ordinal));
        return (tag.Query["repo"], tag.Query["tag"]);
    }

    private IEnumerable<string> Messages() => _bench.Progress.Events.OfType<StepProgress>().Select(p => p.Message);

    private Task<PlayResult> PlayAsync(PlayKind kind, string image = Image, int ships = 3, bool goesOn = false)
    {
        var hosts = string.Join(", ", Enumerable.Range(0, ships).Select(n => $"s{n}: {{docker_host: '{_ships[n].UnixHost}'}}"));
        var instances = string.Join(", ", Enumerable.Range(0, ships).Select(n => $"app-{n}: {{ship: s{n}}}"));
        var environment = _bench.Load($"ships: {{{hosts}}}\nservices: {{app: {{image: '{image}', instances: {{{instances}}}}}}}\n");
        return _bench.PlayAsync(environment, new Play(kind) { OnFailure = goesOn ? OnFailure.Continue : OnFailure.Stop });
    }
}
