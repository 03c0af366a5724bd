using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Maestro.Testing;

namespace Maestro.Fleet.Tests;

/// <summary>What the other tests rely on: the ships, and the faults that can be provoked on them.</summary>
public sealed class TestbedTests(FleetFixture fixture) : FleetTest(fixture)
{
    [FleetFact]
    public async Task Has_engines_of_their_own_with_the_test_images()
    {
        var names = new List<string>();
        foreach (var ship in Fleet.Ships)
        {
            var engine = await ship.EngineAsync();
            names.Add((string)(await engine.GetAsync("info"))["Name"]!);
            Assert.NotNull(await engine.GetAsync("images/fleet/web:1/json"));
        }

        Assert.Equal(["ship1", "ship2", "ship3"], names);
    }

    [FleetFact]
    public async Task Takes_connections_over_tcp()
        => Assert.Equal("OK", await PingAsync(Fleet.Ships[0]));

    [FleetTheory]
    [InlineData("cut reject")]
    [InlineData("kill")]
    public async Task Refuses_connections(string fault)
    {
        await using (await Fleet.Ships[2].FaultAsync(fault))
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => PingAsync(Fleet.Ships[2]));

            Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(refused.InnerException).SocketErrorCode);
        }

        Assert.Equal("OK", await PingAsync(Fleet.Ships[2]));
    }

    [FleetTheory]
    [InlineData("cut link")]
    [InlineData("cut drop")]
    [InlineData("freeze")]
    [InlineData("freeze all")]
    public async Task Leaves_requests_without_an_answer(string fault)
    {
        await using (await Fleet.Ships[2].FaultAsync(fault))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => PingAsync(Fleet.Ships[2]));
        }

        Assert.Equal("OK", await PingAsync(Fleet.Ships[2]));
    }

    [FleetTheory]
    [InlineData("good", SslPolicyErrors.None)]
    [InlineData("expired", SslPolicyErrors.RemoteCertificateChainErrors)]
    [InlineData("early", SslPolicyErrors.RemoteCertificateChainErrors)]
    [InlineData("ca", SslPolicyErrors.RemoteCertificateChainErrors)]
    [InlineData("name", SslPolicyErrors.RemoteCertificateNameMismatch)]
    public async Task Shows_a_certificate(string kind, SslPolicyErrors expected)
    {
        await using (await Fleet.Ships[2].FaultAsync($"cert {kind}"))
        {
            Assert.Equal(expected, await ErrorsOfCertificateAsync(Fleet.Ships[2]));
        }
    }

    [FleetTheory]
    [InlineData("nossh", "Connection refused")]
    [InlineData("hostkey new", "Host key verification failed")]
    public async Task Does_not_let_in(string fault, string message)
    {
        await using (await Fleet.Ships[2].FaultAsync(fault))
        {
            Assert.Contains(message, await LogInAsync(Fleet.Ships[2], Fleet.Ssh.Key), StringComparison.Ordinal);
        }

        Assert.Equal("ship3", await LogInAsync(Fleet.Ships[2], Fleet.Ssh.Key));
    }

    [FleetTheory]
    [InlineData("root")]
    [InlineData("ops")]
    public async Task Lets_users_in_who_may_use_the_socket(string user)
        => Assert.Equal("yes", await LogInAsync(Fleet.Ships[2], Fleet.Ssh.Key, user, $"test -w {Fleet.Ships[2].RemoteSocket} && echo yes"));

    [FleetFact]
    public async Task Refuses_an_unknown_key()
        => Assert.Contains("Permission denied", await LogInAsync(Fleet.Ships[2], Fleet.Ssh.WrongKey), StringComparison.Ordinal);

    [FleetFact]
    public async Task Drops_connections_beyond_the_limit_of_its_ssh_server()
    {
        await using (await Fleet.Ships[2].FaultAsync("sshlimit 2"))
        {
            using var first = await GreetAsync();
            using var second = await GreetAsync();

            var reset = await LogInAsync(Fleet.Ships[2], Fleet.Ssh.Key);

            Assert.Contains("kex_exchange_identification", reset, StringComparison.Ordinal);
        }
    }

    [FleetFact]
    public async Task Goes_down_with_the_process_that_started_it()
    {
        using var folder = new TemporaryFolder();
        using var script = await ServeAsync(folder);

        script.StandardInput.Close(); // as the end of the process does, whatever its cause
        await script.WaitForExitAsync();

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [FleetFact]
    public async Task Is_taken_down_by_a_later_one_when_nobody_else_could()
    {
        using var folder = new TemporaryFolder();
        using var script = await ServeAsync(folder);

        script.Kill();
        await script.WaitForExitAsync();
        await FleetScript.RunAsync("/nowhere", "sweep");

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static async Task<Process> ServeAsync(TemporaryFolder folder)
    {
        var script = Process.Start(FleetScript.Start(Path.Combine(folder.Path, "f"), "serve", "1"))!;
        Assert.Equal("ready", await script.StandardOutput.ReadLineAsync());
        return script;
    }

    private static async Task<string> PingAsync(RealShip ship)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        return await client.GetStringAsync(new Uri($"http://{ship.Address}:{RealShip.TcpPort}/_ping"));
    }

    private async Task<SslPolicyErrors> ErrorsOfCertificateAsync(RealShip ship)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Fleet.Tls.Client, "ca.pem"));
        using var client = new TcpClient();
        await client.ConnectAsync(ship.Address, RealShip.TlsPort);
        var seen = SslPolicyErrors.RemoteCertificateNotAvailable;
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = ship.Address,
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck },
            RemoteCertificateValidationCallback = (_, _, _, errors) =>
            {
                seen = errors;
                return true;
            },
        });
        return seen;
    }

    private async Task<TcpClient> GreetAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(Fleet.Ships[2].Address, Fleet.Ssh.Port);
        Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[100]));
        return client;
    }

    private async Task<string> LogInAsync(RealShip ship, string key, string user = "root", string command = "hostname")
    {
        string[] words = ["-p", $"{Fleet.Ssh.Port}", "-i", key, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", $"UserKnownHostsFile={Fleet.Ssh.KnownHosts}"];
        using var ssh = Process.Start(new ProcessStartInfo("ssh", ["-F", "none", .. words, $"{user}@{ship.Address}", command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var text = new StringBuilder(await ssh.StandardOutput.ReadToEndAsync());
        text.Append(await ssh.StandardError.ReadToEndAsync());
        await ssh.WaitForExitAsync();
        return text.ToString().Trim();
    }
}
