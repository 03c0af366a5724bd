using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Loading;

public class PortMappingBinderTests
{
    [Theory]
    [InlineData("25", "25/tcp 0.0.0.0:25")]
    [InlineData("\"143/tcp\"", "143/tcp 0.0.0.0:143")]
    [InlineData("53/udp", "53/udp 0.0.0.0:53")]
    [InlineData("5/sctp", "5/sctp 0.0.0.0:5")]
    [InlineData("53/UDP", "53/udp 0.0.0.0:53")]
    [InlineData("\"25:2525\"", "25/tcp 0.0.0.0:2525")]
    [InlineData("22:22", "22/tcp 0.0.0.0:22")]
    [InlineData("10:30", "10/tcp 0.0.0.0:30")]
    [InlineData("010", "10/tcp 0.0.0.0:10")]
    [InlineData("08080", "8080/tcp 0.0.0.0:8080")]
    [InlineData("\"53/udp:5353/udp\"", "53/udp 0.0.0.0:5353")]
    [InlineData("1234-1236", "1234-1236/tcp 0.0.0.0:1234-1236")]
    [InlineData("1234-1236:2234-2236", "1234-1236/tcp 0.0.0.0:2234-2236")]
    [InlineData("1234:1234-1236", "1234/tcp 0.0.0.0:1234-1236")]
    [InlineData("80:auto", "80/tcp 0.0.0.0:0")]
    [InlineData("80:0", "80/tcp 0.0.0.0:0")]
    [InlineData("53/udp:auto", "53/udp 0.0.0.0:0")]
    [InlineData("{exposed: 25, external: 26}", "25/tcp 0.0.0.0:26")]
    [InlineData("{exposed: 53/udp, external: 5353/udp}", "53/udp 0.0.0.0:5353")]
    [InlineData("{exposed: 53/udp, external: [192.168.10.2, 5353/udp]}", "53/udp 192.168.10.2:5353")]
    [InlineData("{exposed: 80, external: ['::1', auto]}", "80/tcp ::1:0")]
    public void Reads_every_form(string text, string expected)
    {
        var port = Assert.Single(Loaded.Instance($"ports: {{p: {text}}}").Ports);
        Assert.Equal(expected, $"{port.Exposed}/{port.Protocol} {port.ExternalAddress}:{port.External}");
    }

    [Theory]
    [InlineData("a: 80", "b: §\"81:80\"", "80/tcp of the ship 'here' is wanted by 'app-1' and also as 'a'")]
    [InlineData("a: 80", "b: §{exposed: 80, external: [127.0.0.1, 80]}", "80/tcp")]
    [InlineData("a: {exposed: 80, external: [127.0.0.1, 80]}", "b: §80", "80/tcp")]
    [InlineData("a: 8000-8010", "b: §\"1:8005\"", "8005/tcp")]
    [InlineData("a: 8005", "b: §8000-8010", "8005/tcp")]
    public void Finds_two_names_of_one_instance_that_want_one_port(string first, string second, string fragment)
    {
        var mistake = Loaded.MistakeAtMark(Loaded.WithInstance($"ports: {{{first}, {second}}}"));
        Assert.Equal(DiagnosticCodes.PortClash, mistake.Code);
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: 80, b: 80")]
    [InlineData("a: 80, b: 80/udp")]
    [InlineData("a: \"80:81\", b: \"80:82\"")]
    [InlineData("a: \"80:auto\", b: \"80:auto\"")]
    [InlineData("a: \"80:8000-8009\", b: \"81:8000-8009\"")]
    [InlineData("a: {exposed: 80, external: [127.0.0.1, 80]}, b: {exposed: 80, external: [127.0.0.2, 80]}")]
    public void Lets_ports_be_that_do_not_clash(string ports) => Assert.Equal(2, Loaded.Instance($"ports: {{{ports}}}").Ports.Count);

    [Fact]
    public void Finds_two_instances_that_want_one_port_of_a_ship()
    {
        var mistake = Loaded.MistakeAtMark("""
            name: a
            ships: {h: {ip: x}, i: {ip: y}}
            services:
              web: {image: w, ports: {http: 80}, instances: {web-1: {ship: h}, web-2: {ship: i}}}
              app: {image: w, instances: {app-1: {ship: h, ports: {main: §"8080:80"}}}}
            """);
        Assert.Equal("Port 80/tcp of the ship 'h' is wanted by 'app-1' and by 'web-1' as 'http' (-(4,27)); give one of them another external port or address, or 'auto'.", mistake.Message);
        Assert.Equal("services/app/instances/app-1/ports/main", mistake.Path);
    }
}
