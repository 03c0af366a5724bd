using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Planning;

/// <summary>When images are pulled, by pull policy and platform.</summary>
public class PullPolicyTests
{
    private const string NotPulled = "1. start web-1 on ship: no container\n";

    [Fact]
    public void Always_pulls_what_is_there_before_the_container_is_made()
        => Assert.Equal("1. pull fleet/web:1 on ship: pull policy is always\n2. start web-1 on ship: no container, after 1\n", Start(PullPolicy.Always).ToString());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Never_pulls_nothing(bool refresh)
        => Assert.Equal(NotPulled, Start(PullPolicy.Never, new Play(PlayKind.Start) { RefreshImages = refresh }).ToString());

    [Fact]
    public void Never_refuses_the_play_when_the_image_is_missing()
    {
        var refusal = Assert.Throws<MaestroException>(() => Start(PullPolicy.Never, change: f => f.WithoutImage("fleet/web:1")));

        Assert.Equal(DiagnosticCodes.ImageNotPulled, Assert.Single(refusal.Diagnostics).Code);
        Assert.Contains("Ship ship does not have the image fleet/web:1 of web-1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Never_has_no_say_about_what_is_up_or_reused()
    {
        Assert.Empty(Start(PullPolicy.Never, change: f => f.WithoutImage("fleet/web:1").Up("web-1")).Steps);
        Assert.Single(Start(PullPolicy.Never, new Play(PlayKind.Start) { Reuse = true }, f => f.WithoutImage("fleet/web:1").Stopped("web-1")).Steps);
    }

    [Fact]
    public void Always_pulls_nothing_for_a_container_that_is_reused()
        => Assert.Equal("1. start web-1 on ship: exited\n", Start(PullPolicy.Always, new Play(PlayKind.Start) { Reuse = true }, f => f.Stopped("web-1")).ToString());

    [Fact]
    public void An_image_for_another_platform_is_missing()
    {
        var environment = Web(i => i with { Platform = "linux/arm64" });

        var plan = PlanOf(environment, new Play(PlayKind.Start), f => f.ImageFor("fleet/web:1", "linux/amd64"));

        Assert.Equal("1. pull fleet/web:1 (linux/arm64) on ship: image is not there for that platform\n2. start web-1 on ship: no container, after 1\n", plan.ToString());
        Assert.Equal(NotPulled, PlanOf(environment, new Play(PlayKind.Start), f => f.ImageFor("fleet/web:1", "linux/arm64")).ToString());
    }

    [Fact]
    public void A_tag_is_shared_by_the_ships_that_pull_it_and_a_digest_is_not()
    {
        const string Digest = "db@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        var environment = Env.Of().Ship("a").Ship("b")
            .Service("web").Instance("web-1", ship: "a").Instance("web-2", ship: "b", change: i => i with { Image = ImageReference.Parse("docker.io/fleet/web:1") })
            .Service("cache").Instance("cache-1", ship: "a").Instance("cache-2", ship: "a", change: i => i with { Platform = "linux/arm64" })
            .Service("db").Instance("db-1", ship: "a", change: WithDigest).Instance("db-2", ship: "b", change: WithDigest).Build();

        var pulls = PlanOf(environment, new Play(PlayKind.Pull)).Steps.OfType<PullStep>();

        Assert.Equal(
            ["fleet/web:1 on a, shared", "fleet/web:1 on b, shared", "fleet/cache:1 on a", "fleet/cache:1 (linux/arm64) on a", $"{Digest} on a", $"{Digest} on b"],
            pulls.Select(p => $"{p.Subject} on {p.Ship.Name}{(p.SharesTag ? ", shared" : string.Empty)}"));

        static Instance WithDigest(Instance instance) => instance with { Image = ImageReference.Parse(Digest) };
    }

    [Fact]
    public void A_pull_waits_for_nothing_wherever_its_instance_stands_in_the_order()
    {
        var environment = Env.Of().Service("a").Instance("a-1").Service("b", requires: ["a"]).Instance("b-1").Service("c", requires: ["b"]).Instance("c-1").Build();

        var plan = PlanOf(environment, new Play(PlayKind.Start), f => f.WithoutImage("fleet/a:1").WithoutImage("fleet/b:1").WithoutImage("fleet/c:1"));

        Assert.Equal(["fleet/a:1", "fleet/b:1", "fleet/c:1"], plan.Steps.OfType<PullStep>().Where(p => p.Needs.Count == 0).Select(p => p.Subject));
    }

    [Fact]
    public void An_image_is_pulled_once_for_each_platform()
    {
        var environment = Env.Of().Service("web").Instance("web-1").Instance("web-2", change: i => i with { Platform = "linux/arm64" }).Instance("web-3").Build();

        Assert.Equal("1. pull fleet/web:1 on ship: asked for\n2. pull fleet/web:1 (linux/arm64) on ship: asked for\n", PlanOf(environment, new Play(PlayKind.Pull)).ToString());
    }

    [Fact]
    public void A_pull_of_everything_leaves_out_what_is_never_pulled()
    {
        var plan = PlanOf(Web(i => i with { PullPolicy = PullPolicy.Never }), new Play(PlayKind.Pull));

        Assert.Empty(plan.Steps);
        Assert.Equal("never pulled", Assert.Single(plan.Standings).Word);
    }

    [Theory]
    [InlineData(PullPolicy.Missing, false, true)]
    [InlineData(PullPolicy.Missing, true, false)]
    [InlineData(PullPolicy.Always, false, false)]
    [InlineData(PullPolicy.Never, true, true)]
    public void Images_are_looked_for_where_their_absence_matters(PullPolicy policy, bool refresh, bool isLookedFor)
    {
        var environment = Web(i => i with { PullPolicy = policy });
        var play = new Play(PlayKind.Start) { RefreshImages = refresh };

        Assert.Equal(isLookedFor, Planner.ImagesToLookFor(play, Selection.Make(environment, play), Fleet.Of(environment).Build()).Any());
    }

    private static Plan Start(PullPolicy policy, Play? play = null, Func<Fleet, Fleet>? change = null)
        => PlanOf(Web(i => i with { PullPolicy = policy }), play ?? new Play(PlayKind.Start), change);

    private static MaestroEnvironment Web(Func<Instance, Instance> change) => Env.Of().Service("web").Instance("web-1", change: change).Build();

    private static Plan PlanOf(MaestroEnvironment environment, Play play, Func<Fleet, Fleet>? change = null)
    {
        var fleet = Fleet.Of(environment);
        return new Planner(environment, play, new ContainerSpecs(environment)).Plan(Selection.Make(environment, play), (change?.Invoke(fleet) ?? fleet).Build());
    }
}
