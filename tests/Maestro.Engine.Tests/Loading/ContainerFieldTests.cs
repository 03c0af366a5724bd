using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public class ContainerFieldTests
{
    [Fact]
    public void Says_nothing_where_the_file_says_nothing()
    {
        var plain = Loaded.Instance("stop_timeout: 10");
        var empty = Loaded.Instance("""
            privileged: false, ports: {}, volumes: {}, container_volumes: [], volumes_from: [], env: {}, envfile: [], links: {}, dns: [], cap_add: [], cap_drop: [],
            extra_hosts: {}, limits: {memory: 0, cpu: 0, swap: 0}, labels: {}, security_opt: [], ulimits: {}, command: '', username: , workdir: , net: , log_driver: , log_opt: {}
            """.ReplaceLineEndings(" "));

        Assert.Equal((false, "", "", NetworkMode.Default, Limits.None, LogConfiguration.Default), (empty.Privileged, empty.User, empty.WorkingDirectory, empty.Network, empty.Limits, empty.Log));
        Assert.Empty(empty.ContainerVolumes.Concat(empty.VolumesFrom).Concat(empty.Dns).Concat(empty.CapAdd).Concat(empty.CapDrop).Concat(empty.SecurityOptions).Concat(empty.Labels.Keys));
        Assert.Equal((plain.Network, plain.Limits, plain.Log), (empty.Network, empty.Limits, empty.Log));
        Assert.Empty(empty.Ulimits);
        Assert.Empty(empty.Links);
        Assert.Empty(empty.ExtraHosts);
    }

    [Theory]
    [InlineData("dns: 8.8.8.8", "8.8.8.8")]
    [InlineData("dns: ['8.8.8.8', '2001:db8::1']", "8.8.8.8 2001:db8::1")]
    public void Takes_one_dns_server_or_several(string field, string expected) => Assert.Equal(expected, string.Join(' ', Loaded.Instance(field).Dns));

    [Theory]
    [InlineData("container_volumes: /a", "/a")]
    [InlineData("container_volumes: [/a, /b, /a]", "/a /b")]
    public void Takes_one_container_volume_or_several(string field, string expected) => Assert.Equal(expected, string.Join(' ', Loaded.Instance(field).ContainerVolumes));

    [Theory]
    [InlineData("42", 42)]
    [InlineData("'42'", 42)]
    [InlineData("42b", 42)]
    [InlineData("1k", 1024)]
    [InlineData("1KB", 1024)]
    [InlineData("512m", 512L << 20)]
    [InlineData("512 mib", 512L << 20)]
    [InlineData("'1 g'", 1L << 30)]
    [InlineData("5G", 5L << 30)]
    [InlineData("5GiB", 5L << 30)]
    public void Reads_bytes_with_units(string memory, long expected) => Assert.Equal(expected, Loaded.Instance($"limits: {{memory: {memory}}}").Limits.Memory);

    [Theory]
    [InlineData("{memory: 5g, swap: 200m}", (5L << 30) + (200L << 20))]
    [InlineData("{memory: 10m, swap: 20m}", 20L << 20)]
    [InlineData("{memory: 10m, swap: 10m}", 10L << 20)]
    [InlineData("{memory: 10m, swap: -1}", -1)]
    [InlineData("{memory: 10m, swap: 0}", 0)]
    [InlineData("{memory: 10m}", 0)]
    public void A_swap_below_memory_comes_on_top_of_it(string limits, long expected) => Assert.Equal(expected, Loaded.Instance($"limits: {limits}").Limits.MemorySwap);

    [Theory]
    [InlineData("bridge", true)]
    [InlineData("none", true)]
    [InlineData("backend_net", true)]
    [InlineData("host", false)]
    [InlineData("'container:other-1'", false)]
    public void Knows_which_networks_publish_ports(string net, bool publishes) => Assert.Equal(publishes, Loaded.Instance($"net: {net}").Network.PublishesPorts);

    [Theory]
    [InlineData("{team: core, tier: 1, empty: }", "team=core tier=1 empty=")]
    [InlineData("[canary, a=b]", "canary= a=b=")]
    public void Takes_labels_as_a_mapping_or_as_names(string labels, string expected)
        => Assert.Equal(expected, string.Join(' ', Loaded.Instance($"labels: {labels}").Labels.Select(l => $"{l.Key}={l.Value}")));

    [Fact]
    public void A_number_is_both_the_soft_and_the_hard_limit()
        => Assert.Equal(
            [new Ulimit("nproc", 65535, 65535), new Ulimit("nofile", 1024, 2048), new Ulimit("core", -1, -1), new Ulimit("stack", 8192, -1)],
            Loaded.Instance("ulimits: {nproc: 65535, nofile: {soft: 1024, hard: 2048}, core: -1, stack: {soft: 8192, hard: -1}}").Ulimits);

    [Theory]
    [InlineData("[/data:/a, '/data:/b:ro']", "/data:/a:rw /data:/b:ro")]
    [InlineData("[named:/a, {source: /data, target: /b}, {source: /data, target: /c, mode: 'ro,Z'}]", "named:/a:rw /data:/b:rw /data:/c:ro,Z")]
    [InlineData("[]", "")]
    public void Takes_volumes_as_a_list_in_docker_s_order(string volumes, string expected)
        => Assert.Equal(expected, string.Join(' ', Loaded.Instance($"volumes: {volumes}").Volumes.Select(v => $"{v.Source}:{v.Target}:{v.Mode}")));

    [Theory]
    [InlineData("volumes: [./init.sql:/init.sql]")]
    [InlineData("volumes: {./init.sql: /init.sql}")]
    public void A_relative_source_starts_at_the_file(string field)
        => Assert.Equal(Path.Combine(Loaded.Folder, "init.sql"), Loaded.Instance(field).Volumes.Single().Source);

    [Fact]
    public void A_list_of_volumes_needs_no_schema()
        => Assert.Empty(Loaded.Environment("name: n\nships: {h: {ip: 10.0.0.1}}\nservices: {a: {image: a, volumes: ['/x:/y'], instances: {a-1: {ship: h}}}}\n").Warnings);

    [Theory]
    [InlineData("log_driver: none", "none")]
    [InlineData("log_driver: local", "local")]
    [InlineData("log_driver: 'loki:latest'", "loki:latest")]
    [InlineData("log_driver: grafana/loki-docker-driver", "grafana/loki-docker-driver")]
    [InlineData("log_driver: json-file, log_opt: {max-size: 10m, max-file: 5, compress: true}", "json-file max-size=10m max-file=5 compress=true")]
    public void Reads_the_logging_driver_and_its_options(string fields, string expected)
    {
        var log = Loaded.Instance(fields).Log;
        Assert.Equal(expected, string.Join(' ', log.Options.Select(o => $"{o.Key}={o.Value}").Prepend(log.Driver)));
    }

    [Fact]
    public void Reads_hosts_by_address_and_by_ship()
    {
        var hosts = Loaded.Instance("extra_hosts: {db.local: 10.0.0.9, six: '::1', gate: host-gateway, peer: {ship: here}}").ExtraHosts;
        Assert.Equal([new ExtraHost("db.local", "10.0.0.9"), new ExtraHost("six", "::1"), new ExtraHost("gate", "host-gateway"), new ExtraHost("peer", "10.0.0.1")], hosts);
    }

    [Fact]
    public void Reads_user_directory_and_rights()
    {
        var instance = Loaded.Instance("username: 1000, workdir: /srv, privileged: yes, cap_add: NET_ADMIN, cap_drop: [MKNOD, ALL], security_opt: ['label:disable']");
        Assert.Equal(("1000", "/srv", true), (instance.User, instance.WorkingDirectory, instance.Privileged));
        Assert.Equal("NET_ADMIN|MKNOD ALL|label:disable", $"{string.Join(' ', instance.CapAdd)}|{string.Join(' ', instance.CapDrop)}|{string.Join(' ', instance.SecurityOptions)}");
    }

    [Theory]
    [InlineData("lxc_conf: {a: b}", "MAESTRO314", "'lxc_conf' has no effect")]
    [InlineData("log_opt: {max-size: 1m}", "MAESTRO303", "no effect without 'log_driver'")]
    public void Warns_of_what_has_no_effect(string field, string code, string fragment)
    {
        var warning = Assert.Single(Loaded.Environment(Loaded.WithInstance(field)).Warnings);
        Assert.Equal((code, DiagnosticSeverity.Warning), (warning.Code.Id, warning.Severity));
        Assert.Contains(fragment, warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(303, "limits: {memory: §10t}", "limits/memory|found '10t'")]
    [InlineData(303, "limits: {memory: §1.5g}", "found '1.5g'")]
    [InlineData(303, "limits: {memory: §-1}", "whole number of bytes")]
    [InlineData(303, "limits: {memory: §99999999999999g}", "found '99999999999999g'")]
    [InlineData(303, "limits: {memory: §''}", "found ''")]
    [InlineData(303, "limits: {cpu: §lots}", "found 'lots'")]
    [InlineData(302, "limits: §1g", "a mapping such as {memory: 1g")]
    [InlineData(303, "net: §'container:'", "container:NAME")]
    [InlineData(303, "net: §'two words'", "name of a network")]
    [InlineData(303, "dns: §dns.example.com", "IP address of a DNS server")]
    [InlineData(303, "dns: [8.8.8.8, §8]", "found '8'")]
    [InlineData(302, "dns: §{a: b}", "found a mapping")]
    [InlineData(303, "extra_hosts: {db: §somewhere}", "an IP address, or {ship: NAME}")]
    [InlineData(305, "extra_hosts: {db: {ship: §hre}}", "no ship 'hre'; did you mean 'here'?")]
    [InlineData(301, "extra_hosts: {§db: {}}", "'ship' is missing")]
    [InlineData(303, "extra_hosts: {§'a:b': 10.0.0.1}", "is no host name")]
    [InlineData(303, "log_driver: §json-fiel", "did you mean 'json-file'?")]
    [InlineData(303, "log_driver: §nonsense", "journald")]
    [InlineData(302, "log_driver: syslog, log_opt: §[a, b]", "log_opt|a mapping of options")]
    [InlineData(302, "labels: §5", "labels|a list of names")]
    [InlineData(302, "labels: §''", "a mapping of labels")]
    [InlineData(313, "labels: {§maestro.hash: x}", "'maestro.hash' another name")]
    [InlineData(313, "labels: [§maestro.mine]", "Maestro's own")]
    [InlineData(303, "ulimits: {§nofiles: 1}", "did you mean 'nofile'?")]
    [InlineData(303, "ulimits: {nofile: §many}", "found 'many'")]
    [InlineData(301, "ulimits: {§nofile: {soft: 1}}", "both 'soft' and 'hard'")]
    [InlineData(303, "ulimits: {nofile: {soft: §3, hard: 2}}", "above the hard one")]
    [InlineData(302, "security_opt: §'label:disable'", "security_opt|a list of security options")]
    [InlineData(303, "cap_add: [§'NET ADMIN']", "a Linux capability")]
    [InlineData(302, "privileged: §sometimes", "true or false")]
    [InlineData(303, "workdir: §srv", "an absolute path")]
    [InlineData(310, "container_volumes: §data", "an absolute path")]
    [InlineData(310, "volumes: [§/data]", "belongs to 'container_volumes'")]
    [InlineData(310, "volumes: [§'/a:/b:r w']", "a volume such as ./init.sql:/init.sql:ro")]
    [InlineData(310, "volumes: [§'/a:/b:ro:x']", "found '/a:/b:ro:x'")]
    [InlineData(310, "volumes: [§'/a:b']", "'b' is no path inside a container")]
    [InlineData(310, "volumes: [§'a/b:/b']", "'a/b' is no path of the ship")]
    [InlineData(310, "volumes: ['/a:/b', §'/c:/b/']", "target of another volume")]
    [InlineData(310, "volumes: [§{source: /a}]", "needs its 'source' and its 'target'")]
    [InlineData(310, "volumes: [{source: /a, target: /b, mode: §'r w'}]", "a mode such as")]
    [InlineData(310, "volumes: [§[/a, /b]]", "found a list")]
    [InlineData(302, "links: §[a]", "a mapping of instances")]
    [InlineData(303, "§limits: {swap: 1g}", "needs 'memory' as well", "app-1")]
    [InlineData(308, "net: host, ports: {§http: '80:auto'}", "publishes nothing", "http")]
    public void Says_what_is_wrong_with_a_field_and_where(int code, string fields, string fragments, string? key = null)
    {
        var mistake = key is null
            ? Loaded.MistakeAtMark(Loaded.WithInstance(fields))
            : Assert.Single(Loaded.Mistakes(Loaded.WithInstance(fields.Replace("§", string.Empty, StringComparison.Ordinal))), m => m.Severity == DiagnosticSeverity.Error);
        Assert.Equal(code, mistake.Code.Number);
        Assert.Contains("app-1", mistake.MessageWithPath, StringComparison.Ordinal);
        Assert.All(fragments.Split('|'), f => Assert.Contains(f, mistake.MessageWithPath, StringComparison.Ordinal));
    }

    [Fact]
    public void Never_quotes_the_option_of_a_logging_driver()
        => Assert.DoesNotContain("secret", string.Join('\n', Loaded.Mistakes(Loaded.WithInstance("log_driver: splunk, log_opt: {splunk-token: [secret]}"))), StringComparison.Ordinal);
}
