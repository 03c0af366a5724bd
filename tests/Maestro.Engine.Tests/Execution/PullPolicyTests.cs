using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Pull policies and platforms, over the wire.</summary>
public class PullPolicyTests
{
    [Fact]
    public async Task Always_pulls_before_each_making_of_the_container()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.AddPullable("fleet/web:1");
        var environment = Web(bench, i => i with { PullPolicy = PullPolicy.Always });

        await bench.PlayAsync(environment, PlayKind.Start);
        await bench.PlayAsync(environment, PlayKind.Start);
        bench.Docker.Exit("web-1", 0);
        await bench.PlayAsync(environment, PlayKind.Start);

        Assert.Equal(2, bench.Docker.RequestsTo("POST", "/images/create").Count);
    }

    [Fact]
    public async Task Never_fails_before_anything_is_done()
    {
        await using var bench = await PlayBench.OpenAsync();
        bench.Docker.AddPullable("fleet/web:1");

        var refusal = await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(Web(bench, i => i with { PullPolicy = PullPolicy.Never }), PlayKind.Start));

        Assert.Equal(DiagnosticCodes.ImageNotPulled, Assert.Single(refusal.Diagnostics).Code);
        Assert.Empty(bench.Changes);
    }

    [Fact]
    public async Task A_pull_of_everything_says_what_is_never_pulled()
    {
        await using var bench = await PlayBench.OpenAsync();

        var result = await bench.PlayAsync(Web(bench, i => i with { PullPolicy = PullPolicy.Never }), PlayKind.Pull);

        Assert.True(result.Succeeded);
        Assert.Equal("never pulled", Assert.Single(result.Instances).Outcome);
    }

    [Fact]
    public async Task A_platform_is_asked_for_in_pull_and_create()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.AddPullable("fleet/web:1").Platform = "linux/arm64";

        var result = await bench.PlayAsync(Web(bench, i => i with { Platform = "linux/arm64" }), PlayKind.Start);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal("linux/arm64", bench.Docker.RequestsTo("POST", "/images/create").Single().Query["platform"]);
        Assert.Equal("linux/arm64", bench.Docker.RequestsTo("POST", "/containers/create").Single().Query["platform"]);
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_for_the_platform_is_told_with_it()
    {
        await using var bench = await PlayBench.OpenAsync("web");
        bench.Docker.FailPull("fleet/web:1", "no matching manifest for linux/arm64 in the manifest list entries");

        var result = await bench.PlayAsync(Web(bench, i => i with { Platform = "linux/arm64" }), PlayKind.Start);

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.ImageUnavailable, error.Code);
        Assert.Contains("cannot pull the image fleet/web:1 for linux/arm64: no matching manifest", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_of_another_platform_that_is_never_pulled_is_told_in_the_engines_words()
    {
        await using var bench = await PlayBench.OpenAsync("web");

        var result = await bench.PlayAsync(Web(bench, i => i with { Platform = "linux/arm64", PullPolicy = PullPolicy.Never }), PlayKind.Start);

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.ImageUnavailable, error.Code);
        Assert.Contains("wanted linux/arm64, actual: linux/amd64", error.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Docker.Containers);
    }

    private static MaestroEnvironment Web(PlayBench bench, Func<Instance, Instance> change) => bench.Environment().Service("web").Instance("web-1", change: change).Build();
}
