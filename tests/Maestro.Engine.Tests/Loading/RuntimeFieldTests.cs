using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

/// <summary>The fields that say how a container runs: entry point, health check, init, memory file systems, platform, pull policy.</summary>
public class RuntimeFieldTests
{
    [Fact]
    public void Says_nothing_where_the_file_says_nothing()
    {
        var instance = Loaded.Instance("entrypoint: , healthcheck: , init: , tmpfs: , shm_size: , platform: , pull_policy: , networks: ");

        Assert.Equal((null, 0, "", PullPolicy.Missing), (instance.Init, instance.ShmSize, instance.Platform, instance.PullPolicy));
        Assert.True(instance.HealthCheck.IsDefault);
        Assert.Empty(instance.Entrypoint);
        Assert.Empty(instance.Tmpfs);
        Assert.Empty(instance.Networks);
    }

    [Theory]
    [InlineData("/bin/sh -c 'a b'", "/bin/sh|-c|a b")]
    [InlineData("[/bin/sh, -c, a b, 1]", "/bin/sh|-c|a b|1")]
    [InlineData("''", "")]
    [InlineData("[]", "")]
    public void Reads_the_entry_point_as_words_and_nothing_as_none_at_all(string entrypoint, string expected)
        => Assert.Equal(expected.Split('|'), Loaded.Instance($"entrypoint: {entrypoint}").Entrypoint);

    [Theory]
    [InlineData("/run", "/run=")]
    [InlineData("'/run:size=64m,mode=1777'", "/run=size=64m,mode=1777")]
    [InlineData("[/run, '/tmp:size=1g']", "/run= /tmp=size=1g")]
    [InlineData("{/run: , /tmp: size=1g, /var/tmp: ''}", "/run= /tmp=size=1g /var/tmp=")]
    public void Takes_file_systems_in_memory_in_three_forms(string tmpfs, string expected)
        => Assert.Equal(expected, string.Join(' ', Loaded.Instance($"tmpfs: {tmpfs}").Tmpfs.Select(t => $"{t.Path}={t.Options}")));

    [Theory]
    [InlineData("shm_size: 64m", 64L << 20)]
    [InlineData("shm_size: 1024", 1024)]
    [InlineData("shm_size: 0", 0)]
    public void Reads_the_size_of_shared_memory(string field, long expected) => Assert.Equal(expected, Loaded.Instance(field).ShmSize);

    [Theory]
    [InlineData("init: yes", true)]
    [InlineData("init: false", false)]
    public void Tells_no_init_from_nothing_said(string field, bool expected) => Assert.Equal(expected, Loaded.Instance(field).Init);

    [Theory]
    [InlineData("linux/arm64", "linux/arm64")]
    [InlineData("Linux/ARM/v7", "linux/arm/v7")]
    [InlineData("''", "")]
    public void Reads_the_platform(string platform, string expected) => Assert.Equal(expected, Loaded.Instance($"platform: {platform}").Platform);

    [Theory]
    [InlineData("missing", PullPolicy.Missing)]
    [InlineData("always", PullPolicy.Always)]
    [InlineData("never", PullPolicy.Never)]
    public void Reads_when_to_pull(string policy, PullPolicy expected) => Assert.Equal(expected, Loaded.Instance($"pull_policy: {policy}").PullPolicy);

    [Theory]
    [InlineData("{test: 'wget -q localhost; exit 1'}", "CMD-SHELL|wget -q localhost; exit 1")]
    [InlineData("{test: [CMD, wget, -q, localhost]}", "CMD|wget|-q|localhost")]
    [InlineData("{test: [CMD-SHELL, exit 0]}", "CMD-SHELL|exit 0")]
    [InlineData("{test: [NONE]}", "NONE")]
    [InlineData("{disable: true}", "NONE")]
    [InlineData("{disable: true, test: [NONE], interval: 1s}", "NONE")]
    public void Reads_the_test_of_a_health_check(string check, string expected)
        => Assert.Equal(expected.Split('|'), Loaded.Instance($"healthcheck: {check}").HealthCheck.Test);

    [Fact]
    public void Reads_the_times_of_a_health_check_and_leaves_the_test_to_the_image()
    {
        var check = Loaded.Instance("healthcheck: {interval: 1m30s, timeout: 2, start_period: 500ms, start_interval: 0.1, retries: 5}").HealthCheck;

        Assert.Empty(check.Test);
        Assert.Equal((90, 2, 0.5, 0.1, 5), (check.Interval.TotalSeconds, check.Timeout.TotalSeconds, check.StartPeriod.TotalSeconds, check.StartInterval.TotalSeconds, check.Retries));
    }

    [Theory]
    [InlineData("{interval: 2s}", "CMD|a 2 3")]
    [InlineData("{test: b}", "CMD-SHELL|b 9 3")]
    [InlineData("{disable: true}", "NONE 0 0")]
    [InlineData("", "CMD|a 9 3")]
    public void A_health_check_of_an_instance_is_laid_over_that_of_its_service(string own, string expected)
    {
        var check = OverService("healthcheck: {test: [CMD, a], interval: 9, retries: 3}", $"healthcheck: {own}").HealthCheck;
        Assert.Equal(expected, $"{string.Join('|', check.Test)} {check.Interval.TotalSeconds} {check.Retries}");
    }

    [Theory]
    [InlineData("{disable: false}", "")]
    [InlineData("{test: b}", "CMD-SHELL|b")]
    [InlineData("{interval: 1}", "NONE")]
    public void A_health_check_that_the_service_turns_off_can_be_turned_on(string own, string expected)
        => Assert.Equal(expected, string.Join('|', OverService("healthcheck: {disable: true}", $"healthcheck: {own}").HealthCheck.Test));

    [Fact]
    public void An_instance_has_what_its_service_says_and_its_own_word_goes_before_it()
    {
        const string Service = "entrypoint: a, init: true, tmpfs: /run, shm_size: 1k, platform: linux/arm64, pull_policy: always";
        var plain = OverService(Service, string.Empty);
        var own = OverService(Service, "entrypoint: b, init: false, tmpfs: [], shm_size: 2k, platform: linux/amd64, pull_policy: never");

        Assert.Equal(("a", true, "/run", 1024, "linux/arm64", PullPolicy.Always), Line(plain));
        Assert.Equal(("b", false, "", 2048, "linux/amd64", PullPolicy.Never), Line(own));
    }

    [Theory]
    [InlineData(302, "entrypoint: §{a: b}", "entrypoint|found a mapping")]
    [InlineData(303, "entrypoint: §'\"unclosed'", "never closed")]
    [InlineData(302, "healthcheck: §curl", "a mapping such as {test:")]
    [InlineData(303, "healthcheck: {test: §''}", "CMD-SHELL or NONE")]
    [InlineData(303, "healthcheck: {test: §[]}", "'CMD' goes with the words of a command")]
    [InlineData(303, "healthcheck: {test: §[wget, -q]}", "a list that begins with CMD")]
    [InlineData(303, "healthcheck: {test: §[CMD]}", "words of a command")]
    [InlineData(303, "healthcheck: {test: §[CMD-SHELL, a, b]}", "with one text")]
    [InlineData(303, "healthcheck: {test: §[NONE, x]}", "with nothing")]
    [InlineData(302, "healthcheck: {test: §{a: b}}", "found a mapping")]
    [InlineData(303, "§healthcheck: {test: x, disable: true}", "keep one of them")]
    [InlineData(303, "healthcheck: {interval: §often}", "numbers with h, m, s or ms such as 1m30s; found 'often'")]
    [InlineData(303, "healthcheck: {interval: §0.0001}", "from one millisecond up")]
    [InlineData(303, "healthcheck: {retries: §-1}", "a whole number, 0 or more")]
    [InlineData(302, "init: §maybe", "true or false")]
    [InlineData(310, "tmpfs: §run", "'run' is no path inside a container")]
    [InlineData(310, "tmpfs: [/run, §'/run/:size=1m']", "stands there twice")]
    [InlineData(310, "tmpfs: {§run: }", "'run' is no path")]
    [InlineData(310, "tmpfs: ['/a', §'/b:size=1m, mode=700']", "contain blanks")]
    [InlineData(302, "tmpfs: {/run: §[a]}", "options of the mount")]
    [InlineData(303, "shm_size: §lots", "whole number of bytes|found 'lots'")]
    [InlineData(303, "platform: §arm64", "linux/arm64 or linux/arm/v7; found 'arm64'")]
    [InlineData(303, "pull_policy: §allways", "did you mean 'always'?")]
    [InlineData(303, "pull_policy: §daily", "expected 'missing', 'always' or 'never'")]
    public void Says_what_is_wrong_with_a_field_and_where(int code, string fields, string fragments)
    {
        var mistake = Loaded.MistakeAtMark(Loaded.WithInstance(fields));

        Assert.Equal(code, mistake.Code.Number);
        Assert.All(fragments.Split('|'), f => Assert.Contains(f, mistake.MessageWithPath, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("volumes: {/host: /run}")]
    [InlineData("container_volumes: /run/")]
    public void A_path_is_mounted_once(string volumes)
    {
        var mistake = Assert.Single(Loaded.Mistakes(Loaded.WithInstance($"tmpfs: /run, {volumes}")));

        Assert.Equal(DiagnosticCodes.InvalidVolume, mistake.Code);
        Assert.Contains("'/run' is in 'tmpfs' and in the volumes of 'app-1'", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Never_quotes_the_test_of_a_health_check()
        => Assert.DoesNotContain("secret", string.Join('\n', Loaded.Mistakes(Loaded.WithInstance("healthcheck: {test: [curl, secret]}"))), StringComparison.Ordinal);

    private static (string Entrypoint, bool? Init, string Tmpfs, long ShmSize, string Platform, PullPolicy Policy) Line(Instance instance)
        => (string.Join(' ', instance.Entrypoint), instance.Init, string.Join(' ', instance.Tmpfs.Select(t => t.Path)), instance.ShmSize, instance.Platform, instance.PullPolicy);

    private static Instance OverService(string service, string instance)
        => Loaded.Environment($$$"""
            name: n
            ships: {here: {ip: 10.0.0.1}}
            services: {app: {image: app, {{{service}}}, instances: {app-1: {ship: here, {{{instance}}} } } }}
            """).Instance("app-1");
}
