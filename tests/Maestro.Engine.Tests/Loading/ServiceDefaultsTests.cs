using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public class ServiceDefaultsTests
{
    private const string Everything = """
        {restart: always, command: run, username: www, workdir: /srv, privileged: true, cap_add: [A], cap_drop: [B], security_opt: [c], net: none, dns: 1.1.1.1,
        container_volumes: /cache, log_driver: syslog, log_opt: {tag: x}, stop_timeout: 3, limits: {memory: 1g, cpu: 10}, labels: {a: "1", b: "2"}, ulimits: {core: 0, nproc: 1},
        extra_hosts: {db: 10.0.0.1, web: 10.0.0.2}, volumes: {/host: /data}, ports: {http: 80, admin: 81}}
        """;

    [Fact]
    public void An_instance_has_what_its_service_says()
    {
        var instance = Load(Everything, "{}");

        Assert.Equal((RestartKind.Always, "www", "/srv", true, "none"), (instance.Restart.Kind, instance.User, instance.WorkingDirectory, instance.Privileged, instance.Network.Text));
        Assert.Equal("run A B c 1.1.1.1 /cache", string.Join(' ', instance.Command.Concat(instance.CapAdd).Concat(instance.CapDrop).Concat(instance.SecurityOptions).Concat(instance.Dns).Concat(instance.ContainerVolumes)));
        Assert.Equal(("syslog", "x", TimeSpan.FromSeconds(3)), (instance.Log.Driver, instance.Log.Options["tag"], instance.StopTimeout));
        Assert.Equal(new Limits(1L << 30, 0, 10), instance.Limits);
        Assert.Equal((2, 2, 2, 1, 2), (instance.Labels.Count, instance.Ulimits.Count, instance.ExtraHosts.Count, instance.Volumes.Count, instance.Ports.Count));
    }

    [Fact]
    public void What_the_instance_says_goes_before_it()
    {
        var instance = Load(Everything, """
            {restart: no, command: other, username: root, workdir: /, privileged: false, cap_add: [], cap_drop: [D], security_opt: [], net: bridge, dns: [], container_volumes: [], stop_timeout: 0}
            """);

        Assert.Equal((RestartPolicy.No, "root", "/", false, "bridge", TimeSpan.Zero), (instance.Restart, instance.User, instance.WorkingDirectory, instance.Privileged, instance.Network.Text, instance.StopTimeout));
        Assert.Equal("other D", string.Join(' ', instance.Command.Concat(instance.CapAdd).Concat(instance.CapDrop).Concat(instance.SecurityOptions).Concat(instance.Dns).Concat(instance.ContainerVolumes)));
    }

    [Fact]
    public void Maps_are_merged_by_key()
    {
        var instance = Load(Everything, """
            {limits: {memory: 2g, swap: 4g}, labels: {b: "3", c: "4"}, ulimits: {nproc: 2, nofile: 3}, extra_hosts: {web: 10.0.0.9}, volumes: {/other: /data, /more: /more}, ports: {http: 8080}}
            """);

        Assert.Equal(new Limits(2L << 30, 4L << 30, 10), instance.Limits);
        Assert.Equal(["a=1", "b=3", "c=4"], instance.Labels.Select(l => $"{l.Key}={l.Value}"));
        Assert.Equal(["core 0", "nproc 2", "nofile 3"], instance.Ulimits.Select(u => $"{u.Name} {u.Soft}"));
        Assert.Equal([new ExtraHost("db", "10.0.0.1"), new ExtraHost("web", "10.0.0.9")], instance.ExtraHosts);
        Assert.Equal(["/other:/data", "/more:/more"], instance.Volumes.Select(v => $"{v.Source}:{v.Target}"));
        Assert.Equal(["http 8080", "admin 81"], instance.Ports.Select(p => $"{p.Name} {p.External}"));
    }

    [Theory]
    [InlineData("{log_opt: {mode: y}}", "syslog mode=y")]
    [InlineData("{log_driver: syslog}", "syslog tag=x")]
    [InlineData("{log_driver: gelf}", "gelf")]
    public void Options_of_a_logging_driver_go_with_the_driver(string fields, string expected)
    {
        var log = Load("{log_driver: syslog, log_opt: {tag: x}}", fields).Log;
        Assert.Equal(expected, string.Join(' ', log.Options.Select(o => $"{o.Key}={o.Value}").Prepend(log.Driver)));
    }

    [Fact]
    public void What_a_service_says_of_one_of_its_instances_is_for_the_others()
    {
        var environment = Loaded.Environment("""
            name: n
            ships: {here: {ip: 10.0.0.1}}
            services: {app: {image: app, volumes_from: data-1, instances: {data-1: {ship: here}, app-1: {ship: here}}}}
            """);
        Assert.Empty(environment.Instance("data-1").VolumesFrom);
        Assert.Equal(["data-1"], environment.Instance("app-1").VolumesFrom);
    }

    private static Instance Load(string service, string instance)
        => Loaded.Environment($$$"""
            __maestro: {schema: 2}
            name: n
            ships: {here: {ip: 10.0.0.1}}
            services:
              app:
                <<: {{{service.ReplaceLineEndings(" ")}}}
                image: app
                instances:
                  app-1:
                    <<: {{{instance.ReplaceLineEndings(" ")}}}
                    ship: here
            """).Instance("app-1");
}
