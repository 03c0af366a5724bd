using System.Security.Cryptography;
using System.Text;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public sealed class ShipBinderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maestro-docker-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("{ip: 10.0.0.1}", "10.0.0.1", "tcp://10.0.0.1:2375")]
    [InlineData("{ip: a.example, endpoint: b.example, docker_port: '4243'}", "a.example", "tcp://b.example:4243")]
    [InlineData("{ip: a, socket_path: /run/d.sock, docker_port: 1}", "a", "unix:///run/d.sock")]
    [InlineData("{docker_host: 'unix:///run/d.sock'}", Loaded.MachineAddress, "unix:///run/d.sock")]
    [InlineData("{docker_host: 'unix:///run/d.sock', ip: a}", "a", "unix:///run/d.sock")]
    [InlineData("{docker_host: 'tcp://b:99'}", "b", "tcp://b:99")]
    [InlineData("{docker_host: 'tcp://b'}", "b", "tcp://b:2375")]
    [InlineData("{docker_host: 'tcp://[::1]:99'}", Loaded.MachineAddress, "tcp://[::1]:99")]
    [InlineData("{docker_host: 'tcp://127.0.0.1:99'}", Loaded.MachineAddress, "tcp://127.0.0.1:99")]
    public void Knows_where_a_ship_and_its_engine_are(string ship, string address, string endpoint)
    {
        var loaded = Ship(ship);
        Assert.Equal((address, endpoint), (loaded.Address, loaded.Endpoint.ToString()));
    }

    [Fact]
    public void Takes_defaults_unless_the_ship_says_otherwise_if_only_by_null()
    {
        var ships = Loaded.Environment("name: a\nship_defaults: {docker_port: 99, timeout: 60, socket_path: /s, api_version: auto}\nships: {a: {ip: a}, b: {ip: b, socket_path: , timeout: 1.5, docker_port: 98}}\n").Ships;
        Assert.Equal((new UnixEndpoint("/s"), TimeSpan.FromSeconds(60)), (ships[0].Endpoint, ships[0].ConnectTimeout));
        Assert.Equal((new TcpEndpoint("b", 98), TimeSpan.FromSeconds(1.5)), (ships[1].Endpoint, ships[1].ConnectTimeout));
    }

    [Fact]
    public void Default_is_DOCKER_HOST()
        => Assert.Equal(new TcpEndpoint("build", 4000), Ship("{docker_host: default}", ("DOCKER_HOST", "tcp://build:4000")).Endpoint);

    [Fact]
    public void Default_is_the_usual_socket_when_nothing_is_set()
        => Assert.Equal(new UnixEndpoint("/var/run/docker.sock"), Ship("{docker_host: default}", ("HOME", _folder.FullName)).Endpoint);

    [Fact]
    public void Only_default_looks_at_DOCKER_HOST()
        => Assert.Equal(new TcpEndpoint("a", 2375), Ship("{ip: a}", ("DOCKER_HOST", "tcp://build:4000")).Endpoint);

    [Fact]
    public void Default_with_TLS_is_refused()
    {
        var mistake = Loaded.MistakeAtMark("name: a\nships: {h: {docker_host: §default}}\n", ("DOCKER_HOST", "tcp://b:2376"), ("DOCKER_TLS_VERIFY", "1"));
        Assert.Equal(DiagnosticCodes.TransportNotSupported, mistake.Code);
        Assert.Contains("DOCKER_TLS_VERIFY", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_follows_the_current_context_of_the_docker_command()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "config.json"), """{"auths": {}, "currentContext": "lab"}""");
        WriteContext("lab", """{"Name": "lab", "Endpoints": {"docker": {"Host": "unix:///run/lab.sock", "SkipTLSVerify": false}}}""");
        WriteContext("remote", """{"Name": "remote", "Endpoints": {"docker": {"Host": "ssh://ops@x"}}}""");
        Assert.Equal(new UnixEndpoint("/run/lab.sock"), Ship("{docker_host: default}", ("DOCKER_CONFIG", _folder.FullName)).Endpoint);
        Assert.Equal(new UnixEndpoint("/var/run/docker.sock"), Ship("{docker_host: default}", ("DOCKER_CONFIG", _folder.FullName), ("DOCKER_CONTEXT", "default")).Endpoint);
        AssertRefused(DiagnosticCodes.TransportNotSupported, "remote");
        AssertRefused(DiagnosticCodes.InvalidValue, "gone");
    }

    [Fact]
    public void Says_when_the_configuration_of_the_docker_command_is_broken()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "config.json"), "{");
        Assert.Equal(DiagnosticCodes.FileUnreadable, Loaded.MistakeAtMark("name: a\nships: {h: {docker_host: §default}}\n", ("DOCKER_CONFIG", _folder.FullName)).Code);
    }

    [Fact]
    public void Finds_an_address_of_this_machine()
        => Assert.True(System.Net.IPAddress.TryParse(MachineAddress.Find(), out _));

    private void AssertRefused(DiagnosticCode code, string context)
    {
        var mistake = Loaded.MistakeAtMark("name: a\nships: {h: {docker_host: §default}}\n", ("DOCKER_CONFIG", _folder.FullName), ("DOCKER_CONTEXT", context));
        Assert.Equal(code, mistake.Code);
        Assert.Contains($"'{context}'", mistake.Message, StringComparison.Ordinal);
    }

    private void WriteContext(string name, string json)
    {
        var folder = _folder.CreateSubdirectory(Path.Combine("contexts", "meta", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))));
        File.WriteAllText(Path.Combine(folder.FullName, "meta.json"), json);
    }

    private static Ship Ship(string ship, params (string, string)[] variables)
        => Loaded.Environment($"name: a\nships: {{h: {ship}}}\n", variables).Ship("h");
}
