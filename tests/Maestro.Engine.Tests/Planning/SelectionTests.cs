using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

public class SelectionTests
{
    private static readonly MaestroEnvironment Shop = Env.Of("shop")
        .Ship("one").Ship("two")
        .Service("web", requires: ["app"]).Instance("web-1", "one").Instance("web-2", "two")
        .Service("app", requires: ["db"]).Instance("app-1", "one").Instance("app-2", "two")
        .Service("db").Instance("db-1", "one")
        .Service("tool", omit: true).Instance("tool-1", "two")
        .Build();

    [Fact]
    public void Nothing_named_means_all_that_is_not_omitted_dependencies_first()
        => Assert.Equal("db-1 app-1 app-2 web-1 web-2", Select(new Play(PlayKind.Start)));

    [Fact]
    public void Status_shows_what_is_omitted_too()
        => Assert.Equal("db-1 app-1 app-2 web-1 web-2 tool-1", Select(new Play(PlayKind.Status)));

    [Fact]
    public void What_is_omitted_takes_part_when_something_requires_it()
    {
        var environment = Env.Of().Service("web", requires: ["db"]).Service("db", omit: true).Build();

        Assert.Equal("db-1 web-1", Select(new Play(PlayKind.Start), environment));
        Assert.Equal("web-1", Select(new Play(PlayKind.Start) { IgnoreDependencies = true }, environment));
    }

    [Theory]
    [InlineData("app-2", "app-2")]
    [InlineData("app", "app-1 app-2")]
    [InlineData("web-1 db", "db-1 web-1")]
    [InlineData("app-1 app app-1", "app-1 app-2")]
    [InlineData("tool", "tool-1")]
    public void Names_of_services_and_instances_select_just_these_each_once(string things, string selected)
        => Assert.Equal(selected, Select(new Play(PlayKind.Start) { Things = things.Split(' ') }));

    [Fact]
    public void An_instance_goes_before_a_service_of_the_same_name()
    {
        var environment = Env.Of().Service("db").Instance("db").Instance("db-2").Build();

        Assert.Equal("db", Select(new Play(PlayKind.Start) { Things = ["db"] }, environment));
    }

    [Theory]
    [InlineData(PlayKind.Start, "db-1 app-1")]
    [InlineData(PlayKind.Pull, "db-1 app-1")]
    [InlineData(PlayKind.Clean, "db-1 app-1")]
    [InlineData(PlayKind.Status, "db-1 app-1")]
    [InlineData(PlayKind.Stop, "app-1 web-1 web-2")]
    [InlineData(PlayKind.Kill, "app-1 web-1 web-2")]
    [InlineData(PlayKind.Restart, "app-1 web-1 web-2")]
    [InlineData(PlayKind.Down, "app-1 web-1 web-2")]
    public void With_dependencies_adds_what_is_required_and_for_a_stop_what_requires(PlayKind kind, string selected)
        => Assert.Equal(selected, Select(new Play(kind) { Things = ["app-1"], WithDependencies = true }));

    [Fact]
    public void Dependencies_are_added_in_the_same_number_without_order()
        => Assert.Equal("db-1 app-1", Select(new Play(PlayKind.Start) { Things = ["app-1"], WithDependencies = true, IgnoreDependencies = true }));

    [Theory]
    [InlineData("*-1", null, "db-1 app-1 web-1")]
    [InlineData("[aw]*", null, "app-1 app-2 web-1 web-2")]
    [InlineData("[!aw]*", null, "db-1")]
    [InlineData(null, "t*", "app-2 web-2")]
    [InlineData("web-?", "one", "web-1")]
    public void Filters_apply_together_also_when_nothing_is_named(string? containers, string? ships, string selected)
        => Assert.Equal(selected, Select(new Play(PlayKind.Start) { ContainerFilter = containers, ShipFilter = ships }));

    [Theory]
    [InlineData(PlayKind.Kill)]
    [InlineData(PlayKind.Restart)]
    [InlineData(PlayKind.Down)]
    [InlineData(PlayKind.Clean)]
    public void A_filter_never_widens_what_a_play_is_about(PlayKind kind)
    {
        Assert.Equal("app-1", Select(new Play(kind) { ContainerFilter = "app-1" }));
        Assert.Equal("app-2", Select(new Play(kind) { Things = ["app"], ShipFilter = "two" }));
        Assert.Equal("app-1", Select(new Play(kind) { Things = ["app"], Only = true, ShipFilter = "one" }));
    }

    [Fact]
    public void Where_everything_is_omitted_nothing_named_selects_nothing()
        => Assert.Empty(Select(new Play(PlayKind.Stop), Env.Of().Service("tool", omit: true).Build()));

    [Fact]
    public void Filters_apply_after_dependencies_were_added()
        => Assert.Equal("db-1", Select(new Play(PlayKind.Start) { Things = ["web-1"], WithDependencies = true, ContainerFilter = "db-*" }));

    [Theory]
    [InlineData("wbe-1", null, "instance", "'web-1'")]
    [InlineData(null, "onne", "ship", "'one'")]
    [InlineData("web-1", "two", "ship", "'two'")]
    public void A_filter_that_matches_nothing_names_the_near_misses(string? containers, string? ships, string what, string hint)
    {
        var refusal = Assert.Throws<MaestroException>(() => Select(new Play(PlayKind.Start) { ContainerFilter = containers, ShipFilter = ships }));

        Assert.Equal(DiagnosticCodes.NothingSelected, refusal.Diagnostics[0].Code);
        Assert.Contains($"The {what} filter", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(hint, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_names_the_near_misses()
    {
        var refusal = Assert.Throws<MaestroException>(() => Select(new Play(PlayKind.Start) { Things = ["web-3"] }));

        Assert.Equal(DiagnosticCodes.UnknownThing, refusal.Diagnostics[0].Code);
        Assert.Equal(DiagnosticArea.Usage, refusal.Area);
        Assert.Contains("Did you mean 'web-1' or 'web-2'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_and_an_instance_of_one_name_are_suggested_once()
    {
        var environment = Env.Of().Service("redis").Instance("redis").Build();

        var refusal = Assert.Throws<MaestroException>(() => Select(new Play(PlayKind.Start) { Things = ["rediss"] }, environment));

        Assert.EndsWith("Did you mean 'redis'?", refusal.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Play> Contradictions() => new(
        new Play(PlayKind.Start) { RefreshImages = true, Reuse = true },
        new Play(PlayKind.Restart) { OnlyIfChanged = true, Reuse = true },
        new Play(PlayKind.Start) { RenewVolumes = true, Reuse = true },
        new Play(PlayKind.Start) { StepDelay = TimeSpan.FromSeconds(-1) },
        new Play(PlayKind.Restart) { StopStartDelay = TimeSpan.FromDays(60) },
        new Play(PlayKind.Stop) { Only = true, WithDependencies = true },
        new Play(PlayKind.Start) { Concurrency = -1 },
        new Play(PlayKind.Start) { ShipConcurrency = -1 },
        new Play(PlayKind.Start) { Timeout = TimeSpan.Zero },
        new Play(PlayKind.Start) { Timeout = TimeSpan.FromDays(60) });

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Options_that_exclude_each_other_or_make_no_sense_are_refused(Play play)
    {
        var refusal = Assert.Throws<MaestroException>(() => Select(play));

        Assert.Equal(DiagnosticCodes.InvalidOption, refusal.Diagnostics[0].Code);
    }

    private static string Select(Play play, MaestroEnvironment? environment = null)
        => string.Join(' ', Selection.Make(environment ?? Shop, play).Instances.Select(i => i.Name));
}
