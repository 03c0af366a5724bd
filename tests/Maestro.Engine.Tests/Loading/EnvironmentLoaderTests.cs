using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public sealed class EnvironmentLoaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maestro-loader-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Says_where_it_looked_for_a_missing_file()
    {
        var mistake = Assert.Single(Assert.Throws<MaestroException>(() => Load("none.yaml")).Diagnostics);
        Assert.Equal(DiagnosticCodes.FileNotFound, mistake.Code);
        Assert.Contains(Path.Combine(_folder.FullName, "none.yaml"), mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_folder_and_text_that_is_not_utf8()
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "latin.yaml"), [(byte)'a', 0xE9, (byte)'\n']);
        Assert.Equal(DiagnosticCodes.FileUnreadable, Assert.Throws<MaestroException>(() => Load(".")).Diagnostics[0].Code);
        Assert.Equal(DiagnosticCodes.FileUnreadable, Assert.Throws<MaestroException>(() => Load("latin.yaml")).Diagnostics[0].Code);
    }

    [Fact]
    public void Reads_a_file_with_a_byte_order_mark_and_windows_line_ends()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "m.yaml"), "name: demo\r\nships:\r\n  here: {ip: 10.0.0.1, colour: red}\r\n", new System.Text.UTF8Encoding(true));
        var environment = Load("m.yaml");
        Assert.Equal(("demo", "m.yaml"), (environment.Name, environment.File));
        Assert.Equal(new SourceLocation("m.yaml", 3, 24), Assert.Single(environment.Warnings).Location);
    }

    [Fact]
    public void Takes_relative_volumes_from_the_folder_of_the_file()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "sub"));
        File.WriteAllText(Path.Combine(_folder.FullName, "sub", "m.yaml"), Loaded.WithInstance("volumes: {./init.sql: /init.sql, ../up: /up}"));
        Assert.Equal([Path.Combine(_folder.FullName, "sub", "init.sql"), Path.Combine(_folder.FullName, "up")], Load(Path.Combine("sub", "m.yaml")).Instance("app-1").Volumes.Select(v => v.Source));
    }

    [Fact]
    public void Fills_instances_with_the_defaults_of_their_service()
    {
        var environment = Loaded.Environment("""
            __maestro: {schema: 2}
            name: demo
            ships: {h: {ip: a}, i: {ip: b}}
            services:
              app:
                image: app:1
                omit: yes
                requires: db
                wants_info: [db]
                env: {LEVEL: info}
                ports: {http: 80, admin: 81}
                command: serve --all
                volumes: {/data: /data, /etc/a: /etc/a}
                stop_timeout: 3
                restart: always
                lifecycle: {running: [{type: tcp, port: http, max_wait: 10}]}
                instances:
                  app-1: {ship: h}
                  app-2:
                    ship: i
                    image: app:2
                    ports: {http: "80:8080", extra: 82}
                    command: [other, "two words"]
                    volumes: {/other: /data}
                    stop_timeout: 0
                    restart: no
                    env: {LEVEL: debug}
                    lifecycle: {running: [{type: tcp, port: extra}]}
              db: {image: db, instances: {}}
            """);
        var (first, second) = (environment.Instance("app-1"), environment.Instance("app-2"));
        Assert.Empty(environment.Warnings);
        Assert.True(environment.Service("app").Omit);
        Assert.Equal(["db"], environment.Service("app").Requires);
        Assert.Equal(["serve", "--all"], first.Command);
        Assert.Equal((TimeSpan.FromSeconds(3), RestartKind.Always), (first.StopTimeout, first.Restart.Kind));
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Single(first.Lifecycle.Running).MaxWait);
        Assert.Equal("app:2", second.Image.Text);
        Assert.Equal(["http 8080", "admin 81", "extra 82"], second.Ports.Select(p => $"{p.Name} {p.External}"));
        Assert.Equal(["other", "two words"], second.Command);
        Assert.Equal([new VolumeBinding("/etc/a", "/etc/a"), new VolumeBinding("/other", "/data")], second.Volumes);
        Assert.Equal((TimeSpan.Zero, RestartPolicy.No), (second.StopTimeout, second.Restart));
        Assert.Equal(["tcp http", "tcp extra"], second.Lifecycle.Running.Select(c => c.Summary));
        Assert.Equal(new Dictionary<string, string?> { ["LEVEL"] = "debug" }, second.Env);
        Assert.Equal(CheckSpec.DefaultMaxWait, second.Lifecycle.Running[1].MaxWait);
    }

    [Theory]
    [InlineData("no", RestartKind.No, 0)]
    [InlineData("off", RestartKind.No, 0)]
    [InlineData("'no'", RestartKind.No, 0)]
    [InlineData("always", RestartKind.Always, 0)]
    [InlineData("unless-stopped", RestartKind.UnlessStopped, 0)]
    [InlineData("on-failure", RestartKind.OnFailure, 0)]
    [InlineData("\"on-failure:3\"", RestartKind.OnFailure, 3)]
    [InlineData("{name: on-failure, retries: 3}", RestartKind.OnFailure, 3)]
    [InlineData("{name: on-failure, maximum_retry_count: 3}", RestartKind.OnFailure, 3)]
    [InlineData("{name: no}", RestartKind.No, 0)]
    public void Reads_every_form_of_a_restart_policy(string text, RestartKind kind, int retries)
        => Assert.Equal(new RestartPolicy(kind, retries), Loaded.Instance($"restart: {text}").Restart);

    [Fact]
    public void Reads_volumes_in_every_form()
        => Assert.Equal(
            [new VolumeBinding("/a", "/b"), new VolumeBinding("/c", "/d", "ro,Z"), new VolumeBinding("data", "/e")],
            Loaded.Instance("volumes: {/a: /b, /c: {target: /d, mode: 'ro,Z'}, data: /e}").Volumes);

    [Fact]
    public void Turns_volumes_of_schema_1_round_and_warns()
    {
        var environment = Loaded.Environment(Loaded.WithInstance("volumes: {/in: /on-ship}").Replace("schema: 2", "schema: 1", StringComparison.Ordinal));
        Assert.Equal([new VolumeBinding("/on-ship", "/in")], environment.Instance("app-1").Volumes);
        Assert.Equal([DiagnosticCodes.Deprecated], environment.Warnings.Select(w => w.Code));
    }

    [Fact]
    public void Warns_once_that_volumes_without_a_stated_schema_are_host_first()
    {
        var environment = Loaded.Environment(Loaded.WithInstance("volumes: {/a: /b, /c: /d}").Replace("__maestro: {schema: 2}\n", string.Empty, StringComparison.Ordinal));
        Assert.Equal("/a", environment.Instance("app-1").Volumes[0].Source);
        Assert.Equal([DiagnosticCodes.SchemaAssumed], environment.Warnings.Select(w => w.Code));
    }

    [Fact]
    public void Takes_names_as_text_whatever_they_look_like()
    {
        var environment = Loaded.Environment("name: 1.50\nships: {no: {ip: a}}\nservices: {1: {image: x, instances: {22: {ship: no}}}}\n");
        Assert.Equal(("1.50", "no", "1", "22"), (environment.Name, environment.Ships[0].Name, environment.Services[0].Name, environment.Instances[0].Name));
    }

    [Fact]
    public void Points_into_the_template_and_not_into_what_it_was_rendered_to()
    {
        var mistake = Loaded.MistakeAtMark("{# two\nlines #}name: {{ env.NAME }}\nships: {h: {ip: '{{ env.IP }}', docker_port: §x}}\n", ("NAME", "a-long-name"), ("IP", "10.0.0.1"));
        Assert.Equal("ships/h/docker_port", mistake.Path);
    }

    [Fact]
    public void Loads_a_hundred_thousand_services_that_require_each_other_in_one_chain()
    {
        const int Count = 100_000;
        var text = "name: long\nships: {h: {ip: a}}\nservices:\n" + string.Concat(Enumerable.Range(0, Count).Select(i => $"  s{i}: {{image: x, requires: [s{i + 1}], instances: {{}}}}\n"));
        Assert.Equal(Count + 1, Loaded.Environment($"{text}  s{Count}: {{image: x, instances: {{}}}}\n").Services.Count);
    }

    private MaestroEnvironment Load(string file) => new EnvironmentLoader(new Dictionary<string, string>(), _folder.FullName).Load(file);
}
