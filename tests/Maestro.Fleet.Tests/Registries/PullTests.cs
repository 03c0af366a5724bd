using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Registries;

/// <summary>Pulls of three real engines from a registry that is disturbed meanwhile.</summary>
public sealed class PullTests : RegistryTest, IAsyncLifetime
{
    private const string Repository = "fleet/web";
    private readonly string _tag = $"moving-{Guid.NewGuid():N}";
    private RegistryFront _front = null!;

    public PullTests(FleetFixture fixture)
        : base(fixture)
    {
    }

    private string Image => $"{_front.Address}/{Repository}:{_tag}";

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        if (Fleet is not null)
        {
            _front = new RegistryFront(Fleet, Registry);
            await Registry.TagAsync(Repository, "1", _tag);
        }
    }

    public override async Task DisposeAsync()
    {
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [FleetFact]
    public async Task All_ships_get_what_the_tag_stood_for_when_the_first_asked_although_it_was_moved_then()
    {
        _front.AfterFirstTag(() => Registry.TagAsync(Repository, "2", _tag));
        await _front.OpenAsync();

        var result = await PlayAsync(Write(Image), new Play(PlayKind.Start));

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(await IdsAsync("fleet/web:1"), await IdsAsync(Image));
        Assert.Single(_front.Requests, r => r.EndsWith($"/manifests/{_tag}", StringComparison.Ordinal));
    }

    [FleetFact]
    public async Task A_ship_that_had_the_tag_for_another_image_is_told_and_a_refresh_brings_all_to_the_same()
    {
        await _front.OpenAsync();
        await PlayAsync(Write(Image), new Play(PlayKind.Pull) { ShipFilter = "ship1" });
        await Registry.TagAsync(Repository, "2", _tag);

        var file = Write(Image);
        var started = await PlayAsync(file, new Play(PlayKind.Start));
        var restarted = await PlayAsync(file, new Play(PlayKind.Restart) { RefreshImages = true });

        var warning = Assert.Single(started.Diagnostics);
        Assert.Equal(DiagnosticCodes.ImagesDiffer, warning.Code);
        Assert.Contains("on ship2, ship3", warning.Message, StringComparison.Ordinal);
        Assert.True(started.Succeeded && restarted.Succeeded);
        Assert.Empty(restarted.Diagnostics);
        Assert.Equal(await IdsAsync("fleet/web:2"), await IdsAsync(Image));
    }

    [FleetFact]
    public async Task A_registry_that_is_down_for_a_moment_delays_a_start()
    {
        var opening = new Lazy<Task>(() => _front.OpenAsync());
        Progress.OnEvent = e => _ = e is StepProgress progress && IsTry(progress) ? opening.Value : null;

        var result = await PlayAsync(Write(Image), new Play(PlayKind.Start));

        await opening.Value;
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Contains(Progress.Events.OfType<StepProgress>(), p => IsTry(p) && p.Message.Contains("connection refused", StringComparison.Ordinal));
    }

    [FleetFact]
    public async Task A_registry_that_answers_503_for_a_moment_delays_a_pull()
    {
        _front.Fails = true;
        await _front.OpenAsync();
        Progress.OnEvent = e => _front.Fails &= !(e is StepProgress progress && IsTry(progress));

        var result = await PlayAsync(Write(Image), new Play(PlayKind.Pull));

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Contains(Progress.Events.OfType<StepProgress>(), IsTry);
    }

    [FleetFact]
    public async Task A_registry_that_stays_down_is_told_after_three_tries()
    {
        var result = await PlayAsync(Write(Image), new Play(PlayKind.Pull) { OnFailure = OnFailure.Continue });

        Assert.Equal(3, result.Diagnostics.Count);
        Assert.All(result.Diagnostics, d => Assert.Equal(DiagnosticCodes.RegistryUnavailable, d.Code));
        Assert.All(result.Diagnostics, d => Assert.Matches($"Ship ship[123] cannot pull the image {Image} after 3 tries: .*connection refused", d.Message));
    }

    [FleetFact]
    public async Task A_registry_that_stays_down_does_not_matter_where_the_image_is()
    {
        await _front.OpenAsync();
        await PlayAsync(Write(Image), new Play(PlayKind.Pull));
        await _front.DisposeAsync();

        Assert.True((await PlayAsync(Write(Image), new Play(PlayKind.Start))).Succeeded);
    }

    [FleetFact]
    public async Task An_image_that_is_not_there_is_told_by_every_ship_at_once()
    {
        await _front.OpenAsync();

        var result = await PlayAsync(Write($"{_front.Address}/{Repository}:nosuch"), new Play(PlayKind.Pull) { OnFailure = OnFailure.Continue });

        Assert.Equal([DiagnosticCodes.ImageUnavailable], result.Diagnostics.Select(d => d.Code).Distinct());
        Assert.Equal(3, result.Diagnostics.Count);
        Assert.All(result.Diagnostics, d => Assert.Matches("manifest unknown|not found", d.Message));
        Assert.DoesNotContain(Progress.Events.OfType<StepProgress>(), IsTry);
    }

    [FleetFact]
    public async Task An_image_of_another_platform_fails_in_the_words_of_the_engine()
    {
        await _front.OpenAsync();

        var result = await PlayAsync(Write(Image, fields: "platform: linux/arm64, "), new Play(PlayKind.Start) { OnFailure = OnFailure.Continue });

        Assert.False(result.Succeeded);
        Assert.All(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), d => Assert.Contains("linux/arm64", d.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(Progress.Events.OfType<StepProgress>(), IsTry);
    }

    [FleetFact]
    public async Task The_bytes_of_a_pull_are_told_up_to_the_last()
    {
        const int Size = 40_000_000; // engines with containerd's image store look ten times a second how far it is, and tell nothing of what is through before
        await Registry.PushAsync("fleet/large", _tag, Size);

        var result = await PlayAsync(Write($"{Registry.AnonymousAddress}/fleet/large:{_tag}"), new Play(PlayKind.Pull));

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        var told = Progress.Events.OfType<StepProgress>().Where(p => p.Total > 0).ToLookup(p => p.Step.Ship);
        Assert.Equal(3, told.Count);
        Assert.All(told, ship => Assert.Equal(ship.Last().Total, ship.Last().Current));
        Assert.All(told, ship => Assert.InRange(ship.Last().Total!.Value, Size, (long)(1.1 * Size)));
        Assert.All(told, ship => Assert.InRange(ship.Count(), 1, 120));
    }

    private static bool IsTry(StepProgress progress) => progress.Message.StartsWith("try ", StringComparison.Ordinal);
}
