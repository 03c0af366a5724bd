using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public class NetworksTests
{
    [Fact]
    public void A_network_of_one_word_is_named_after_the_environment_and_itself()
    {
        var network = Define("back: ");

        Assert.Equal(("back", "demo_back", "", false, false), (network.Name, network.ActualName, network.Driver, network.IsExternal, network.IsInternal));
        Assert.Equal(4, network.Location!.Line);
    }

    [Fact]
    public void Characters_that_docker_does_not_take_are_left_out_of_the_name()
        => Assert.Equal("My-shop--2-_back", Loaded.Environment("name: ' My shop (2)'\nships: {}\nnetworks: {back: }\n").Network("back").ActualName);

    [Theory]
    [InlineData("back: {name: shared}", "shared", false)]
    [InlineData("back: {external: true}", "back", true)]
    [InlineData("back: {external: true, name: shared}", "shared", true)]
    [InlineData("back: {external: false}", "demo_back", false)]
    public void The_name_on_the_ship_can_be_given(string text, string name, bool external)
        => Assert.Equal((name, external), (Define(text).ActualName, Define(text).IsExternal));

    [Theory]
    [InlineData("options: {mtu: 1400}, ipv6: true")]
    [InlineData("driver_opts: {mtu: 1400}, enable_ipv6: true")]
    public void Reads_every_field_of_a_network(string aliases)
    {
        var network = Define($"back: {{driver: macvlan, internal: true, attachable: true, labels: {{team: core}}, {aliases}, ipam: {{driver: own, subnet: 10.5.0.0/16, gateway: 10.5.0.1, ip_range: 10.5.3.0/24}}}}");

        Assert.Equal(("macvlan", true, true, true, "own"), (network.Driver, network.IsInternal, network.IsAttachable, network.HasIpv6, network.AddressDriver));
        Assert.Equal(("1400", "core"), (network.Options["mtu"], network.Labels["team"]));
        Assert.Equal([new AddressPool("10.5.0.0/16", "10.5.0.1", "10.5.3.0/24")], network.Pools);
    }

    [Fact]
    public void Takes_several_subnets()
        => Assert.Equal(
            [new AddressPool("10.5.0.0/16"), new AddressPool("2001:db8::/64", "2001:db8::1")],
            Define("back: {ipv6: true, ipam: {config: [{subnet: 10.5.0.0/16}, {subnet: '2001:db8::/64', gateway: '2001:db8::1'}]}}").Pools);

    [Theory]
    [InlineData("networks: back", "back")]
    [InlineData("networks: [back, front, back]", "back front")]
    [InlineData("networks: {front: , back: {}}", "front back")]
    [InlineData("networks: []", "")]
    public void An_instance_names_its_networks_in_three_forms(string field, string expected)
        => Assert.Equal(expected, string.Join(' ', With(field).Networks.Select(n => n.Network)));

    [Fact]
    public void An_instance_may_have_names_and_addresses_of_its_own_in_a_network()
    {
        var attachment = With("networks: {wide: {aliases: [db, sql.local], ipv4_address: 10.5.0.10, ipv6_address: '2001:db8::10'}, back: {aliases: store}}").Networks;

        Assert.Equal("db sql.local 10.5.0.10 2001:db8::10", $"{string.Join(' ', attachment[0].Aliases)} {attachment[0].Ipv4Address} {attachment[0].Ipv6Address}");
        Assert.Equal(["store"], attachment[1].Aliases);
    }

    [Theory]
    [InlineData("networks: [back]", "", "back|")]
    [InlineData("networks: [back]", "networks: [front]", "front|")]
    [InlineData("networks: [back]", "networks: []", "|")]
    [InlineData("networks: [back]", "net: host", "|host")]
    [InlineData("net: host", "networks: [back]", "back|")]
    public void The_networks_of_an_instance_replace_those_of_its_service(string service, string instance, string expected)
    {
        var loaded = With(instance, service);
        Assert.Equal(expected, $"{string.Join(' ', loaded.Networks.Select(n => n.Network))}|{loaded.Network.Text}");
    }

    [Theory]
    [InlineData(302, "networks: {back: §[a]}", "a mapping such as {driver: bridge}")]
    [InlineData(302, "networks: §[back]", "a mapping of network names")]
    [InlineData(303, "networks: {§-a: }", "cannot be the name of a network")]
    [InlineData(303, "networks: {a: {name: §'two words'}}", "the network's name on the ship")]
    [InlineData(303, "networks: {a: {name: §bridge}}", "'net: bridge'")]
    [InlineData(303, "networks: {§host: {external: true}}", "'net: host'")]
    [InlineData(303, "networks: {a: {external: true, §driver: macvlan}}", "'driver' has no place")]
    [InlineData(302, "networks: {a: {external: §{name: b}}}", "true or false")]
    [InlineData(303, "networks: {a: {ipv6: true, §enable_ipv6: true}}", "another name of 'ipv6'")]
    [InlineData(302, "networks: {a: {options: §[a]}}", "a mapping of options")]
    [InlineData(313, "networks: {a: {labels: {§maestro.x: 1}}}", "Maestro's own")]
    [InlineData(303, "networks: {a: {ipam: {subnet: §10.5.0.0/99}}}", "a subnet such as 10.5.0.0/16; found '10.5.0.0/99'")]
    [InlineData(303, "networks: {a: {ipam: {subnet: 10.5.0.0/16, gateway: §10.6.0.1}}}", "an address of the subnet 10.5.0.0/16")]
    [InlineData(303, "networks: {a: {ipam: {subnet: 10.5.0.0/16, ip_range: §10.0.0.0/8}}}", "a part of the subnet 10.5.0.0/16")]
    [InlineData(301, "networks: {a: {§ipam: {gateway: 10.5.0.1}}}", "'subnet' is missing")]
    [InlineData(302, "networks: {a: {ipam: {config: §{subnet: 10.5.0.0/16}}}}", "a list of subnets")]
    public void Says_what_is_wrong_with_a_network_and_where(int code, string text, string fragment)
    {
        var mistake = Loaded.MistakeAtMark($"name: demo\nships: {{}}\n{text}\n");

        Assert.Equal(code, mistake.Code.Number);
        Assert.Contains(fragment, mistake.MessageWithPath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(305, "networks: [§bak]", "no network 'bak' below 'networks:' of this file; did you mean 'back'?")]
    [InlineData(305, "networks: {§other: }", "the networks are: back, front, wide, gone.")]
    [InlineData(303, "networks: [back], §net: host", "exclude each other")]
    [InlineData(302, "networks: {back: §[a]}", "a mapping such as {aliases:")]
    [InlineData(303, "networks: {back: {aliases: [§'a b']}}", "a host name")]
    [InlineData(303, "networks: {wide: {ipv4_address: §'2001:db8::1'}}", "an address of version 4")]
    [InlineData(303, "networks: {§back: {ipv4_address: 10.5.0.10}}", "needs a network with a subnet of its own")]
    [InlineData(303, "networks: {§wide: {ipv4_address: 10.6.0.10}}", "whose subnet is 10.5.0.0/16, 2001:db8::/64")]
    public void Says_what_is_wrong_with_the_networks_of_an_instance_and_where(int code, string field, string fragment)
    {
        var mistake = Loaded.MistakeAtMark(Text(field));

        Assert.Equal(code, mistake.Code.Number);
        Assert.Contains(fragment, mistake.MessageWithPath, StringComparison.Ordinal);
    }

    [Fact]
    public void One_address_is_for_one_instance_of_a_ship()
    {
        var mistake = Assert.Single(Loaded.Mistakes("""
            name: demo
            ships: {here: {ip: 10.0.0.1}, there: {ip: 10.0.0.2}}
            networks: {wide: {ipam: {subnet: 10.5.0.0/16}}}
            services:
              app:
                image: app
                instances:
                  app-1: {ship: here, networks: {wide: {ipv4_address: 10.5.0.10}}}
                  app-2: {ship: there, networks: {wide: {ipv4_address: 10.5.0.10}}}
                  app-3: {ship: here, networks: {wide: {ipv4_address: 10.5.0.10}}}
            """));

        Assert.Contains("'app-3' and 'app-1' both want the address '10.5.0.10'", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_in_a_network_of_somebody_else_is_not_judged()
        => Assert.Equal("10.9.0.9", With("networks: {gone: {ipv4_address: 10.9.0.9}}").Networks[0].Ipv4Address);

    [Theory]
    [InlineData("[cellar]", 1)]
    [InlineData("[cellar, back]", 0)]
    public void Warns_of_ports_on_internal_networks_alone(string networks, int warnings)
    {
        var text = Text($"ports: {{http: 80}}, networks: {networks}").Replace("back: ", "cellar: {internal: true}, back: ", StringComparison.Ordinal);

        Assert.Equal(warnings, Loaded.Environment(text).Warnings.Count(w => w.Code == DiagnosticCodes.InvalidPort));
    }

    private static Network Define(string text) => Assert.Single(Loaded.Environment($"name: demo\nships: {{}}\nnetworks:\n  {text}\n").Networks);

    private static Instance With(string instance, string service = "omit: false") => Loaded.Environment(Text(instance, service)).Instance("app-1");

    private static string Text(string instance, string service = "omit: false") => $$$"""
        name: demo
        ships: {here: {ip: 10.0.0.1}}
        networks: {back: , front: {}, wide: {ipam: {config: [{subnet: 10.5.0.0/16}, {subnet: '2001:db8::/64'}]}}, gone: {external: true}}
        services: {app: {image: app, {{{service}}}, instances: {app-1: {ship: here, {{{instance}}} } } }}

        """;
}
