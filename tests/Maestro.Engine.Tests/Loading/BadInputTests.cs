using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Loading;

public class BadInputTests
{
    public static TheoryData<int, string, string> InstanceMistakes() => new()
    {
        { 308, "ports: {http: §99999}", "ports/http|out of range|65535" },
        { 308, "ports: {http: §\"80:81:82\"}", "more than one ':'|exposed:external" },
        { 308, "ports: {http: §127.0.0.1:80:8080}", "external: [127.0.0.1, 8080]" },
        { 308, "ports: {http: §53/udp:5353}", "udp inside the container, tcp on the ship" },
        { 308, "ports: {http: §{exposed: 53/udp, external: 5353/tcp}}", "protocols differ" },
        { 308, "ports: {http: §\"80:\"}", "A port is missing" },
        { 308, "ports: {http: §80-}", "'80-' is no port" },
        { 308, "ports: {http: §\"9-3\"}", "wrong way round|3-9" },
        { 308, "ports: {http: §\"8000-8002:9000-9001\"}", "3 ports 8000-8002|9000-9001 has 2" },
        { 308, "ports: {http: §\"8000-8002:auto\"}", "'auto' goes with a single port only" },
        { 308, "ports: {http: §yes}", "found 'yes'" },
        { 308, "ports: {http: §80.5}", "'80.5' is no port" },
        { 308, "ports: {http: §-1}", "no port" },
        { 308, "ports: {http: §[80, 81]}", "found a list" },
        { 308, "ports: {§http: }", "found nothing" },
        { 308, "ports: {http: §80/icmp}", "'icmp' is no protocol|tcp, udp or sctp" },
        { 308, "ports: {http: §auto}", "inside the container must be given" },
        { 308, "ports: {§http: {exposed: 80}}", "lacks 'external'" },
        { 308, "ports: {§http: {exposed: , external: 80}}", "lacks 'exposed'" },
        { 308, "ports: {http: {exposed: 80, external: §[127.0.0.1]}}", "found a list of 1" },
        { 308, "ports: {http: {exposed: 80, external: [§web.example.com, 80]}}", "an IP address" },
        { 308, "ports: {http: {exposed: 80, external: [§8080, 80]}}", "an IP address" },
        { 308, "ports: §[80]", "a mapping of port names" },
        { 302, "env: §42", "mapping of names to values" },
        { 302, "env: {KEY: §{a: b}}", "env/KEY|found a mapping" },
        { 303, "env: {§'': x}", "cannot be empty" },
        { 101, "env: [§nosuch.env]", "'nosuch.env' does not exist" },
        { 303, "restart: §sometimes", "'sometimes' is no restart policy|unless-stopped" },
        { 303, "restart: §\"on-failure:many\"", "on-failure:many" },
        { 303, "restart: §{name: always, retries: 3}", "Retries go with 'on-failure' only" },
        { 303, "restart: §true", "found 'true'" },
        { 303, "restart: §[no]", "found a list" },
        { 303, "restart: §{name: on-failure, retries: 1, maximum_retry_count: 2}", "mean the same" },
        { 311, "lifecycle: {running: §{type: tcp, port: x}}", "a list of checks" },
        { 311, "lifecycle: {running: [{type: §magic}]}", "'magic' is no type of check|tcp" },
        { 311, "lifecycle: {running: [{type: §htp, port: a}]}", "did you mean 'http'?" },
        { 311, "lifecycle: {running: [§{port: x}]}", "lacks its 'type'" },
        { 311, "lifecycle: {running: [§{type: tcp}]}", "lacks its 'port'" },
        { 311, "ports: {a: 1/udp}, lifecycle: {running: [{type: tcp, port: §a}]}", "'app-1'|the port 'a' is udp; the check needs a tcp port" },
        { 311, "ports: {a: 8000-8010}, lifecycle: {running: [{type: tcp, port: §a}]}", "is a range" },
        { 311, "ports: {client: 1}, lifecycle: {running: [{type: tcp, port: §cleint}]}", "did you mean 'client'?" },
        { 303, "ports: {a: 1}, lifecycle: {running: [{type: tcp, port: a, max_wait: §never}]}", "a number of seconds above 0|'never'" },
        { 310, "volumes: {§/a: {mode: ro}}", "'/a' lacks its 'target'" },
        { 310, "volumes: {/a: §[/b, /c]}", "found a list" },
        { 310, "volumes: {/a: §b}", "'b' is no path inside a container" },
        { 310, "volumes: {/a: §'/b:ro'}", "{target: path, mode: ro}" },
        { 310, "volumes: {§data/x: /b}", "begins with './'" },
        { 310, "volumes: {/a: /c, §/b: /c}", "target of another volume" },
        { 310, "volumes: {/a: {target: /b, mode: §'r w'}}", "a mode such as" },
        { 302, "command: §{a: b}", "found a mapping" },
        { 303, "command: §'sh -c \"unclosed'", "never closed" },
        { 303, "command: a, §cmd: b", "old name of 'command'" },
        { 303, "stop_timeout: §soon", "a whole number of seconds|'soon'" },
        { 303, "image: §'UPPER CASE'", "image reference|it has blanks" },
        { 303, "image: §team/Web:2", "an image reference such as redis:7|'team/Web:2'|such as 'team/web:2'" },
        { 303, "image: §'https://hub/web'", "without 'https://'" },
    };

    public static TheoryData<int, string, string> FileMistakes() => new()
    {
        { 105, "§", "The file is empty" },
        { 105, "§---\n", "The file is empty" },
        { 105, "§just a text\n", "a single text" },
        { 105, "§- a\n", "it is a list" },
        { 105, "name: a\n§---\nname: b\n", "more than one YAML document" },
        { 103, "name: §@x\n", "put the value in quotes" },
        { 103, "name: a\nships: {a: §*nosuch}\n", "'*nosuch' refers to no anchor" },
        { 103, "name: §!vault x\n", "'!vault' is not known" },
        { 103, "name: \"a§\u0007\"\n", "U+0007" },
        { 301, "§ships: {}\n", "'name' is missing" },
        { 301, "§name: a\n", "'ships' is missing" },
        { 301, "name: a\n§ships:\n", "'ships' is missing" },
        { 302, "name: a\nships: §[x]\n", "found a list" },
        { 302, "name: a\nships: {}\nservices: {§app: }\n", "services/app|found nothing" },
        { 301, "name: a\nships: {h: {ip: x}}\nservices: {app: {image: a, instances: {§web: }}}\n", "'ship' is missing" },
        { 301, "name: a\nships: {h: {ip: x}}\nservices: {app: {image: a, instances: {§web: {image: b}}}}\n", "services/app/instances/web|'ship' is missing" },
        { 301, "name: a\nships: {}\nservices: {§app: {instances: {}}}\n", "'image' is missing" },
        { 301, "name: a\nships: {}\nservices: {§app: {image: x}}\n", "'instances' is missing" },
        { 303, "name: a\nships: {h: {ip: x}}\nservices: {app: {image: x, instances: {§-web: {ship: h}}}}\n", "cannot be the name of a container" },
        { 305, "name: a\nships: {main: {ip: x}}\nservices: {app: {image: a, instances: {web: {ship: §mian}}}}\n", "no ship 'mian'; did you mean 'main'?" },
        { 305, "name: a\nships: {}\nservices: {app: {image: a, requires: [§nosuch], instances: {}}}\n", "services/app/requires/0|no service 'nosuch'; the services are: app." },
        { 305, "name: a\nships: {}\nservices: {app: {image: a, wants_info: §ap, instances: {}}}\n", "did you mean 'app'?" },
        { 306, "name: a\nships: {h: {ip: x}}\nservices: {app: {image: a, instances: {w1: {ship: h}}}, web: {image: a, instances: {§w1: {ship: h}}}}\n", "'w1' is already in the service 'app' (-(3,40))" },
        { 302, "name: a\nships: {}\nservices: {app: {image: a, omit: §maybe, instances: {}}}\n", "true or false" },
        { 301, "name: a\nships: {§h: {endpoint: x}}\n", "ships/h|'ip' is missing" },
        { 303, "name: a\nships: {h: {ip: x, docker_port: §70000}}\n", "a port from 1 to 65535" },
        { 303, "name: a\nships: {h: {ip: x, timeout: §0}}\n", "seconds above 0" },
        { 303, "name: a\nships: {h: {ip: x, api_version: §latest}}\n", "'auto' or a version" },
        { 303, "name: a\nships: {h: {ip: §'http://x'}}\n", "a host name or an IP address" },
        { 303, "name: a\nships: {h: {docker_host: §'ssh://ops:pw@x'}}\n", "no address of a Docker engine" },
        { 303, "name: a\nships: {h: {docker_host: §'https://x'}}\n", "ssh://user@host" },
        { 303, "name: a\nships: {h: {docker_host: §somewhere}}\n", "unix:///path" },
        { 303, "name: a\nships: {h: {docker_host: tcp://x, §docker_port: 1}}\n", "keep one of them" },
        { 303, "name: a\nships: {h: {docker_host: tcp://x, §context: y}}\n", "keep one of them" },
        { 303, "name: a\nships: {h: {docker_host: tcp://x, §ssh_tunnel: {user: y}}}\n", "keep one of them" },
        { 301, "name: a\nships: {h: {ip: x, §ssh_tunnel: {key: k}}}\n", "'user' is missing|ship 'h'" },
        { 302, "name: a\nships: {h: {ip: x, ssh_tunnel: §ops}}\n", "a mapping such as {user: deploy" },
        { 303, "name: a\nships: {h: {ip: x, ssh_tunnel: {user: §-oProxyCommand=x}}}\n", "a user name" },
        { 303, "name: a\nships: {h: {ip: x, ssh_tunnel: {user: a, port: §x}}}\n", "a port from 1" },
        { 303, "name: a\nships: {h: {ip: x, ssh_tunnel: {user: a, jump: §'-x'}}}\n", "hosts to go through" },
        { 303, "name: a\nships: {h: {ip: x, ssh_tunnel: {user: a, options: {§'Proxy Command': x}}}}\n", "no option of OpenSSH" },
        { 303, "name: a\nships: {h: {ip: x, ssh_tunnel: {user: a, remote_socket: §docker.sock}}}\n", "absolute path" },
        { 303, "name: a\nships: {h: {ip: x, tls: true, tls_ca_cert: §nosuch.pem}}\n", "no file 'nosuch.pem'" },
        { 303, "name: a\nships: {h: {ip: x, timeout: {connect: §0}}}\n", "seconds above 0" },
        { 303, "name: a\nships: {h: {ip: x, ssh_timeout: §soon}}\n", "seconds above 0" },
        { 303, "name: a\nships: {}\nship_provider: §cloud\n", "'cloud'|'static'" },
        { 303, "name: a\nships: {}\n__maestro: {schema: §3}\n", "expected 1 or 2" },
        { 310, "name: a\n__maestro: {schema: 1}\nships: {h: {ip: x}}\nservices: {app: {image: a, instances: {w1: {ship: h, volumes: {/a: §{target: /b}}}}}}\n", "schema 1|'/a'" },
    };

    [Theory]
    [MemberData(nameof(InstanceMistakes))]
    public void Says_what_is_wrong_with_an_instance_and_where(int code, string fields, string fragments)
        => AssertMistake(code, Loaded.MistakeAtMark(Loaded.WithInstance(fields)), fragments);

    [Theory]
    [MemberData(nameof(FileMistakes))]
    public void Says_what_is_wrong_with_a_file_and_where(int code, string text, string fragments)
        => AssertMistake(code, Loaded.MistakeAtMark(text), fragments);

    [Fact]
    public void Reports_all_mistakes_at_once_in_the_order_of_the_file()
    {
        var mistakes = Loaded.Mistakes("""
            name: a
            ships: {h: {ip: x}}
            services:
              web:
                image: w
                requires: [db]
                instances:
                  web-1: {ship: g, ports: {http: 0x50}}
                  web-1: {ship: h}
            colour: blue
            """);
        Assert.Equal(["MAESTRO305", "MAESTRO305", "MAESTRO308", "MAESTRO104", "MAESTRO304"], mistakes.Select(m => m.Code.Id));
        Assert.Equal([6, 8, 8, 9, 10], mistakes.Select(m => m.Location!.Line));
    }

    [Fact]
    public void Never_quotes_the_value_of_a_variable_or_a_command()
    {
        var mistakes = Loaded.Mistakes(Loaded.WithInstance("env: {TOKEN: [{secret-1: secret-2}]}, command: \"run 'secret-3\""));
        Assert.DoesNotContain("secret", string.Join('\n', mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("volums: {}", "did you mean 'volumes'?")]
    [InlineData("zzzzzzzz: 1", "Known here are: ship, image")]
    public void Warns_of_unknown_keys(string field, string fragment)
    {
        var warning = Assert.Single(Loaded.Environment(Loaded.WithInstance(field)).Warnings);
        Assert.Equal(DiagnosticCodes.UnknownKey, warning.Code);
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.Contains(fragment, warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_top_level_keys_of_the_user_alone()
        => Assert.Empty(Loaded.Environment("name: a\nships: {}\n_globals: {a: b}\nx-mine: 1\n").Warnings);

    [Fact]
    public void Hints_at_an_instance_that_stands_beside_instances()
    {
        var mistakes = Loaded.Mistakes("name: a\nships: {h: {ip: x}}\nservices: {app: {image: a, app-1: {ship: h}}}\n");
        Assert.Contains(mistakes, m => m.Code == DiagnosticCodes.UnknownKey && m.Message.Contains("below 'instances:'", StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_empty_values_of_later_fields_as_absent()
        => Assert.Empty(Loaded.Environment(Loaded.WithInstance("secrets: {}")).Warnings);

    private static void AssertMistake(int code, Diagnostic mistake, string fragments)
    {
        Assert.Equal(code, mistake.Code.Number);
        Assert.All(fragments.Split('|'), f => Assert.Contains(f, mistake.MessageWithPath, StringComparison.Ordinal));
    }
}
